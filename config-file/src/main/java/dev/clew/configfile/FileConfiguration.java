package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader;
import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.configfile.Block.Choice;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Applies the tracer part of a file in OpenTelemetry's declarative configuration schema, and says in one line what is in force.
 * What cannot be used throws with its place in the file; a key that nobody knows warns, or throws in strict mode. Threads: any.
 */
public final class FileConfiguration implements ConfigFileReader {
    private static final Logger LOGGER = Logger.getLogger(FileConfiguration.class.getName());
    private static final String FORMAT = "file_format";
    private static final Pattern FORMATS = Pattern.compile("0\\.4|1\\.\\d+(-rc\\.\\d+)?");
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final List<String> ID_GENERATORS = List.of("random");
    private static final String[] OTHER_SIGNALS = {
        "meter_provider", "logger_provider", "instrumentation/development", "distribution"
    };

    private final Function<String, @Nullable String> variables;

    /** For {@link java.util.ServiceLoader}. Variables in the file are those of the process. */
    public FileConfiguration() {
        this(System::getenv);
    }

    FileConfiguration(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public void configure(ClewSdkBuilder builder, Settings settings) {
        read(builder, settings);
    }

    /** As {@link #configure}; what is returned closes the exporters that the builder now has. */
    ExporterSection read(ClewSdkBuilder builder, Settings settings) {
        String path = String.valueOf(settings.get(KEY));
        Block file = YamlFile.read(settings.name(KEY), path, new Substitution(name -> variable(name, settings)));
        Leftovers leftovers = new Leftovers("true".equalsIgnoreCase(settings.get("otel.java.clew.strict")));
        checkFormat(file);
        ExporterSection exporters = new ExporterSection(builder, leftovers);
        LogLevel.apply(file);
        if (file.flag("disabled", false)) {
            builder.setOrigin(item -> file.originOrDefault("disabled")).setEnabled(false);
            LOGGER.info(() -> "Clew makes no spans: disabled: true in " + path);
            return exporters;
        }
        if (builder.standsDown()) {
            return exporters; // build() says so
        }
        try {
            apply(file, builder, exporters, leftovers);
        } catch (RuntimeException | Error unusable) {
            exporters.close();
            throw unusable;
        }
        return exporters;
    }

    /** Asks the settings too, which then know that the variable is used. */
    private @Nullable String variable(String name, Settings settings) {
        settings.get(name);
        return variables.apply(name);
    }

    private static void checkFormat(Block file) {
        String format = file.text(FORMAT);
        String expected = "the version of the schema, such as \"1.0\" or \"1.1\"";
        if (format == null) {
            throw file.originOf(FORMAT).missing(expected);
        }
        if (!FORMATS.matcher(format).matches()) {
            throw file.originOf(FORMAT).refused(format, expected);
        }
    }

    private static void apply(Block file, ClewSdkBuilder builder, ExporterSection exporters, Leftovers leftovers) {
        file.skip(OTHER_SIGNALS);
        Map<String, TextMapPropagator> propagators = PropagatorSection.read(file.block("propagator"), leftovers);
        builder.setOrigin(item -> file.originOrDefault("propagator"))
                .setPropagators(ContextPropagators.create(TextMapPropagator.composite(propagators.values())));
        Resource resource = ResourceSection.apply(file.block("resource"), leftovers, builder);
        Block general = file.block("attribute_limits");
        if (!file.has("tracer_provider")) {
            builder.setOrigin(item -> file.origin().file() + ": no tracer_provider")
                    .setEnabled(false);
            file.report(leftovers);
            LOGGER.info(() -> "Clew makes no spans: there is no tracer_provider in "
                    + file.origin().file() + ", propagators=" + propagators.keySet());
            return;
        }
        Block tracers = file.block("tracer_provider");
        LimitsSection.apply(general, tracers.block("limits"), builder);
        String service = resource.getAttribute(SERVICE_NAME);
        Sampler sampler = new SamplerSection(leftovers, exporters::alsoClose, service).read(tracers, "sampler");
        builder.setOrigin(item -> tracers.originOrDefault("sampler"))
                .setSampler(Parts.followingCallers(sampler, propagators.keySet()));
        builder.setTracerConfigurator(new TracerConfigurator(tracers.block("tracer_configurator/development")));
        checkIdGenerator(tracers);
        ProcessorSection.read(tracers, exporters);
        file.report(leftovers);
        String sampling = Parts.text(sampler::getDescription, sampler.getClass().getName());
        LOGGER.info(() -> "Clew makes spans as " + file.origin().file() + " says: service="
                + (service == null ? "unknown_service:java, as resource has no " + SERVICE_NAME : service)
                + ", sampler=" + sampling + ", exporters=" + exporters.inForce()
                + ", propagators=" + propagators.keySet());
    }

    private static void checkIdGenerator(Block tracers) {
        Choice choice = tracers.choice("id_generator", () -> ID_GENERATORS);
        if (choice != null && !ID_GENERATORS.contains(choice.name())) {
            throw choice.unknown(ID_GENERATORS);
        }
    }
}
