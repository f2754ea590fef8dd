package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.EnvironmentConfigurer;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.List;
import java.util.logging.Logger;

/**
 * Applies the general {@code OTEL_*} settings and those of traces, as the OpenTelemetry specification defines them, and says in
 * one line what is in force. Exporters read their own settings. Threads: any.
 */
public final class OpenTelemetryEnvironment implements EnvironmentConfigurer {
    private static final Logger LOGGER = Logger.getLogger(OpenTelemetryEnvironment.class.getName());
    private static final String DISABLED = "otel.sdk.disabled";

    /** For {@link java.util.ServiceLoader}. */
    public OpenTelemetryEnvironment() {}

    @Override
    public void configure(ClewSdkBuilder builder, Settings settings) {
        if (settings.get(ConfigFileReader.KEY) != null) {
            ConfigFileReader.find(settings).configure(builder, settings);
            return;
        }
        ConfigProperties properties = new SettingsProperties(settings);
        boolean disabled = Boolean.TRUE.equals(properties.getBoolean(DISABLED));
        List<String> propagators = new PropagatorSettings(settings, properties).apply(builder);
        if (disabled) {
            builder.setEnabled(false);
            LOGGER.info(
                    () -> "Clew makes no spans: " + Settings.variable(DISABLED) + "=true, propagators=" + propagators);
            return;
        }
        String service = new ResourceSettings(settings).apply(builder);
        String sampler = new SamplerSettings(settings, properties).apply(builder);
        List<String> exporters = new ExporterSettings(settings, properties).apply(builder);
        LOGGER.info(() -> "Clew makes spans: service=" + service + ", sampler=" + sampler + ", exporters=" + exporters
                + ", propagators=" + propagators);
    }
}
