package dev.clew.autoconfigure;

import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What the {@link AutoConfigurationCustomizerProvider}s on the class path ask for, as far as Clew has the parts: properties,
 * resource, sampler, propagators, exporters and processors. Of the rest each provider is told once. Threads: one, at start.
 */
final class Customizations {
    private static final Logger LOGGER = Logger.getLogger(Customizations.class.getName());

    private final Customizers<TextMapPropagator> propagators = new Customizers<>("propagator");
    private final Customizers<Resource> resource = new Customizers<>("resource");
    private final Customizers<Sampler> sampler = new Customizers<>("sampler");
    private final Customizers<SpanExporter> exporters = new Customizers<>("exporter");
    private final Customizers<SpanProcessor> processors = new Customizers<>("processor");
    private final CustomizedProperties properties = new CustomizedProperties();

    /**
     * Asks every provider, in the order that they give themselves. What one that cannot be made would have hidden is not known, and
     * leaves: that is a warning, and in strict mode throws.
     */
    static Customizations load(Settings settings) {
        boolean strict = "true".equalsIgnoreCase(settings.get("otel.java.clew.strict"));
        Customizations all = new Customizations();
        List<AutoConfigurationCustomizerProvider> providers =
                Plugins.inOrder(AutoConfigurationCustomizerProvider.class, failure -> reportUnmade(failure, strict));
        for (AutoConfigurationCustomizerProvider provider : providers) {
            all.ask(provider);
        }
        return all;
    }

    private static void reportUnmade(String failure, boolean strict) {
        String unmade = "a customizer on the class path cannot be made, and what it would have hidden in spans is"
                + " not hidden: " + failure;
        if (strict) {
            throw new SettingException(unmade);
        }
        LOGGER.warning(unmade);
    }

    private void ask(AutoConfigurationCustomizerProvider provider) {
        String name = provider.getClass().getName();
        Notes notes = new Notes(name);
        Object asked = Plugins.call(
                () -> {
                    provider.customize(notes);
                    return notes;
                },
                "the customizer " + name,
                "nothing of it is applied");
        if (asked == null) {
            Stream.of(propagators, resource, sampler).forEach(customizers -> customizers.removeAllOf(name));
            properties.removeAllOf(name);
            boolean asExporter = exporters.removeAllOf(name);
            boolean asProcessor = processors.removeAllOf(name);
            if (asExporter || asProcessor) {
                exporters.add(
                        name, (exporter, config) -> null); // it may have meant to redact: no span leaves without it
            }
        } else if (!notes.impossible.isEmpty()) {
            LOGGER.warning(() -> "the customizer " + name + " asks for what Clew does not have, which is left out: "
                    + String.join(", ", notes.impossible));
        }
    }

    /** The settings with what the customizers add and change. */
    Settings settings(Settings settings) {
        return properties.over(settings);
    }

    Customizers<TextMapPropagator> propagators() {
        return propagators;
    }

    Customizers<Resource> resource() {
        return resource;
    }

    Customizers<Sampler> sampler() {
        return sampler;
    }

    Customizers<SpanExporter> exporters() {
        return exporters;
    }

    Customizers<SpanProcessor> processors() {
        return processors;
    }

    /** Writes down what one provider asks for. */
    private final class Notes implements AutoConfigurationCustomizer {
        private final String provider;
        private final List<String> impossible = new ArrayList<>();

        Notes(String provider) {
            this.provider = provider;
        }

        private AutoConfigurationCustomizer cannot(String method) {
            if (!impossible.contains(method)) {
                impossible.add(method);
            }
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addPropagatorCustomizer(
                BiFunction<? super TextMapPropagator, ConfigProperties, ? extends TextMapPropagator> change) {
            propagators.add(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addResourceCustomizer(
                BiFunction<? super Resource, ConfigProperties, ? extends Resource> change) {
            resource.add(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addSamplerCustomizer(
                BiFunction<? super Sampler, ConfigProperties, ? extends Sampler> change) {
            sampler.add(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addSpanExporterCustomizer(
                BiFunction<? super SpanExporter, ConfigProperties, ? extends SpanExporter> change) {
            exporters.add(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addSpanProcessorCustomizer(
                BiFunction<? super SpanProcessor, ConfigProperties, ? extends SpanProcessor> change) {
            processors.add(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addPropertiesSupplier(Supplier<Map<String, String>> supplier) {
            properties.supply(provider, supplier);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addPropertiesCustomizer(
                Function<ConfigProperties, Map<String, String>> change) {
            properties.change(provider, change);
            return this;
        }

        @Override
        public AutoConfigurationCustomizer addTracerProviderCustomizer(
                BiFunction<
                                io.opentelemetry.sdk.trace.SdkTracerProviderBuilder,
                                ConfigProperties,
                                io.opentelemetry.sdk.trace.SdkTracerProviderBuilder>
                        change) {
            return cannot("addTracerProviderCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addMeterProviderCustomizer(
                BiFunction<
                                io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder,
                                ConfigProperties,
                                io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder>
                        change) {
            return cannot("addMeterProviderCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addMetricExporterCustomizer(
                BiFunction<
                                ? super io.opentelemetry.sdk.metrics.export.MetricExporter,
                                ConfigProperties,
                                ? extends io.opentelemetry.sdk.metrics.export.MetricExporter>
                        change) {
            return cannot("addMetricExporterCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addMetricReaderCustomizer(
                BiFunction<
                                ? super io.opentelemetry.sdk.metrics.export.MetricReader,
                                ConfigProperties,
                                ? extends io.opentelemetry.sdk.metrics.export.MetricReader>
                        change) {
            return cannot("addMetricReaderCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addLoggerProviderCustomizer(
                BiFunction<
                                io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder,
                                ConfigProperties,
                                io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder>
                        change) {
            return cannot("addLoggerProviderCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addLogRecordExporterCustomizer(
                BiFunction<
                                ? super io.opentelemetry.sdk.logs.export.LogRecordExporter,
                                ConfigProperties,
                                ? extends io.opentelemetry.sdk.logs.export.LogRecordExporter>
                        change) {
            return cannot("addLogRecordExporterCustomizer");
        }

        @Override
        public AutoConfigurationCustomizer addLogRecordProcessorCustomizer(
                BiFunction<
                                ? super io.opentelemetry.sdk.logs.LogRecordProcessor,
                                ConfigProperties,
                                ? extends io.opentelemetry.sdk.logs.LogRecordProcessor>
                        change) {
            return cannot("addLogRecordProcessorCustomizer");
        }
    }
}
