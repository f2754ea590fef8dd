package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customizers of everything but exporters and processors, which have a test of their own. */
class CustomizersTest {
    private static final String FIRST = "dev.clew.autoconfigure.FakeCustomizers$First";
    private static final String SECOND = "dev.clew.autoconfigure.FakeCustomizers$Second";
    private static final String THIRD = "dev.clew.autoconfigure.FakeCustomizers$Third";
    private static final AttributeKey<String> TEAM = AttributeKey.stringKey("team");

    @AfterEach
    void reset() {
        FakeCustomizers.reset();
    }

    @Test
    void sampler_goesThroughAllInTheirOrder() {
        FakeCustomizers.second(
                customizer -> customizer.addSamplerCustomizer((sampler, config) -> Sampler.parentBased(sampler)));
        FakeCustomizers.first(customizer -> customizer.addSamplerCustomizer(
                (sampler, config) -> Sampler.traceIdRatioBased(config.getDouble("my.ratio", 1))));
        try (Start start = Environment.start("OTEL_TRACES_SAMPLER", "always_on", "MY_RATIO", "0.25")) {
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("sampler=ParentBased{root:TraceIdRatioBased{0.250000}");
            assertThat(start.sdk().describe())
                    .contains("environment variable OTEL_TRACES_SAMPLER, customizer " + FIRST + ", " + SECOND + "\n");
        }
    }

    @Test
    void sampler_thatACustomizerFailsAtStaysAsItWas() {
        FakeCustomizers.first(customizer -> customizer
                .addSamplerCustomizer((sampler, config) -> {
                    throw new NoClassDefFoundError("gone");
                })
                .addSamplerCustomizer((sampler, config) -> null));
        try (Start start = Environment.start("OTEL_TRACES_SAMPLER", "always_off")) {
            assertThat(start.row("sampler")).isEqualTo("AlwaysOffSampler | environment variable OTEL_TRACES_SAMPLER");
            assertThat(start.warnings())
                    .containsExactly(
                            "the sampler customizer of " + FIRST
                                    + " fails; the sampler stays as it was: java.lang.NoClassDefFoundError: gone",
                            "the sampler customizer of " + FIRST + " answers null; the sampler stays as it was");
        }
    }

    @Test
    void resource_isWhatTheCustomizerMakesOfTheWholeOfIt() {
        FakeCustomizers.first(customizer -> customizer.addResourceCustomizer((resource, config) -> resource.merge(
                Resource.create(Attributes.of(TEAM, resource.getAttribute(AttributeKey.stringKey("service.name")))))));
        try (Start start = Environment.start("OTEL_SERVICE_NAME", "orders", "OTEL_RESOURCE_DISABLED_KEYS", "team")) {
            assertThat(start.row("team")).isEqualTo("orders | customizer " + FIRST);
            assertThat(start.row("service.name")).isEqualTo("orders | environment variable OTEL_SERVICE_NAME");
        }
    }

    @Test
    void propagator_isWrapped() {
        FakeCustomizers.first(
                customizer -> customizer.addPropagatorCustomizer((propagator, config) -> TextMapPropagator.noop()));
        try (Start start = Environment.start("OTEL_SDK_DISABLED", "true")) {
            assertThat(start.row("propagated fields")).isEqualTo("none | default, customizer " + FIRST);
        }
    }

    @Test
    void properties_suppliedGiveWayAndChangedWin() {
        FakeCustomizers.first(customizer -> customizer
                .addPropertiesSupplier(
                        () -> Map.of("otel.service.name", "supplied", "otel.span.event.count.limit", "3"))
                .addPropertiesCustomizer(config -> Map.of("otel.traces.sampler", config.getString("wanted"))));
        FakeCustomizers.second(customizer -> customizer.addPropertiesCustomizer(config -> Map.of(
                "OTEL_TRACES_SAMPLER_ARG",
                config.getString("otel.traces.sampler").equals("traceidratio") ? "0.5" : "1")));
        try (Start start = Environment.start(
                "OTEL_SERVICE_NAME", "orders", "OTEL_TRACES_SAMPLER", "always_off", "WANTED", "traceidratio")) {
            assertThat(start.row("service.name")).isEqualTo("orders | environment variable OTEL_SERVICE_NAME");
            assertThat(start.row("events")).isEqualTo("3 | customizer " + FIRST);
            assertThat(start.row("sampler")).isEqualTo("TraceIdRatioBased{0.500000} | customizer " + FIRST);
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void properties_thatCannotBeMadeOrUsedAreReported() {
        FakeCustomizers.first(customizer -> customizer
                .addPropertiesSupplier(() -> null)
                .addPropertiesCustomizer(config -> {
                    throw new IllegalStateException("no vault");
                })
                .addPropertiesCustomizer(config -> Map.of("otel.traces.sampler", "sometimes")));
        try (Start start = Environment.start()) {
            assertThat(start.warnings())
                    .hasSize(3)
                    .contains("the properties customizer of " + FIRST
                            + " fails; it changes nothing: java.lang.IllegalStateException: no vault")
                    .last()
                    .asString()
                    .startsWith("otel.traces.sampler must be one of ");
        }
    }

    @Test
    void provider_thatAsksForWhatIsNotThereIsToldOnce() {
        FakeCustomizers.first(customizer -> customizer
                .addTracerProviderCustomizer((builder, config) -> builder)
                .addMeterProviderCustomizer((builder, config) -> builder)
                .addMeterProviderCustomizer((builder, config) -> builder)
                .addLoggerProviderCustomizer((builder, config) -> builder)
                .addMetricExporterCustomizer((exporter, config) -> exporter)
                .addMetricReaderCustomizer((reader, config) -> reader)
                .addLogRecordExporterCustomizer((exporter, config) -> exporter)
                .addLogRecordProcessorCustomizer((processor, config) -> processor)
                .addSamplerCustomizer((sampler, config) -> Sampler.alwaysOff()));
        try (Start start = Environment.start()) {
            assertThat(start.warnings())
                    .containsExactly(
                            "the customizer " + FIRST + " asks for what Clew does not have, which is left out: "
                                    + "addTracerProviderCustomizer, addMeterProviderCustomizer, addLoggerProviderCustomizer, "
                                    + "addMetricExporterCustomizer, addMetricReaderCustomizer, addLogRecordExporterCustomizer, "
                                    + "addLogRecordProcessorCustomizer");
            assertThat(start.row("sampler")).startsWith("AlwaysOffSampler");
        }
    }

    @Test
    void provider_thatCannotBeMadeIsNamedForWhatItWouldHaveHidden_andStopsAStrictStart() {
        FakeCustomizers.cannotBeMade();
        try (Start start = Environment.start()) {
            assertThat(start.warnings())
                    .containsExactly(
                            "a customizer on the class path cannot be made, and what it would have hidden in spans"
                                    + " is not hidden: java.util.ServiceConfigurationError: io.opentelemetry.sdk.autoconfigure.spi"
                                    + ".AutoConfigurationCustomizerProvider: Provider " + THIRD
                                    + " could not be instantiated,"
                                    + " caused by java.lang.IllegalStateException: no vault");
        }
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(Environment::startStrictly)
                .withMessageStartingWith(
                        "a customizer on the class path cannot be made, and what it would have hidden");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void provider_thatFailsHalfWayChangesNothing(boolean properties) {
        FakeCustomizers.first(customizer -> {
            if (properties) {
                customizer.addPropertiesSupplier(() -> Map.of("otel.traces.sampler", "always_off"));
            } else {
                customizer.addSamplerCustomizer((sampler, config) -> Sampler.alwaysOff());
            }
            throw new IllegalStateException("half way");
        });
        try (Start start = Environment.start()) {
            assertThat(start.sdk()).asString().contains("sampler=ParentBased{root:AlwaysOnSampler");
            assertThat(start.warnings())
                    .containsExactly("the customizer " + FIRST
                            + " fails; nothing of it is applied: java.lang.IllegalStateException: half way");
        }
    }
}
