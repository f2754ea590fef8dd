package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.EnvironmentConfigurer;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Applies the general {@code OTEL_*} settings and those of traces, as the OpenTelemetry specification defines them, and says in
 * one line what is in force. Exporters read their own settings. Threads: any.
 */
public final class OpenTelemetryEnvironment implements EnvironmentConfigurer {
    private static final Logger LOGGER = Logger.getLogger(OpenTelemetryEnvironment.class.getName());
    private static final String DISABLED = "otel.sdk.disabled";
    static final String THREAD = "clew-start";

    /** For {@link java.util.ServiceLoader}. */
    public OpenTelemetryEnvironment() {}

    @Override
    public void configure(ClewSdkBuilder builder, Settings process) {
        if (process.get(ConfigFileReader.KEY) != null) {
            builder.setUnusedSettings(() -> besideFile(process));
            ConfigFileReader.find(process).configure(builder, process);
            return;
        }
        Customizations customizations = Customizations.load(process);
        Settings settings = customizations.settings(process);
        LogLevelSetting.apply(settings);
        ConfigProperties properties = new SettingsProperties(settings);
        boolean disabled = Boolean.TRUE.equals(properties.getBoolean(DISABLED));
        List<String> propagators = new PropagatorSettings(settings, properties, customizations).apply(builder);
        builder.setUnusedSettings(() -> unused(process));
        if (disabled) {
            refuseMisspelt(process);
            builder.setOrigin(item -> settings.origin(DISABLED)).setEnabled(false);
            announce(() -> "Clew makes no spans: " + settings.name(DISABLED) + "=true, propagators=" + propagators);
            return;
        }
        if (builder.standsDown()) {
            refuseMisspelt(process);
            return; // build() says so
        }
        ResourceSettings resource = new ResourceSettings(settings, properties, customizations);
        String service = resource.apply(builder);
        new LimitSettings(settings).apply(builder);
        SamplerSettings samplers = new SamplerSettings(settings, properties, customizations, resource.serviceName());
        ExporterSettings destinations = new ExporterSettings(settings, properties, customizations);
        try {
            String sampler = samplers.apply(builder, propagators);
            List<String> exporters = destinations.apply(builder);
            refuseMisspelt(process);
            announce(() -> "Clew makes spans: service=" + service + ", sampler=" + sampler + ", exporters=" + exporters
                    + ", propagators=" + propagators);
        } catch (RuntimeException | Error failed) {
            destinations.close();
            samplers.close();
            throw failed;
        }
    }

    /**
     * Logs the line on a thread of its own: the first line that {@code java.util.logging} writes in a process takes it 50 ms, for
     * locales and time zones, and spans need not wait for that. No daemon, so that a short program says it, too.
     */
    private static void announce(Supplier<String> line) {
        Thread thread = new Thread(null, () -> LOGGER.info(line), THREAD, 0, false);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Keys that nobody asked for and that look like one that somebody would have. */
    private static void refuseMisspelt(Settings settings) {
        for (String name : settings.unused()) {
            String meant = KnownKeys.meant(name);
            if (meant != null) {
                settings.refuseKey(name, meant);
            }
        }
    }

    private static Map<String, String> unused(Settings settings) {
        Map<String, String> reasons = new TreeMap<>();
        settings.unused().forEach(name -> reasons.put(name, KnownKeys.whyUnused(name)));
        return reasons;
    }

    private static Map<String, String> besideFile(Settings settings) {
        String reason = "only the file that " + settings.name(ConfigFileReader.KEY) + " names counts";
        Map<String, String> reasons = new TreeMap<>();
        settings.unused().forEach(name -> reasons.put(name, reason));
        return reasons;
    }
}
