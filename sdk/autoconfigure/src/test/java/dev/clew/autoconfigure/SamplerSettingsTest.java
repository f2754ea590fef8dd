package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerSettingsTest {
    private static final String KEY = "OTEL_TRACES_SAMPLER";
    private static final String ARGUMENT = "OTEL_TRACES_SAMPLER_ARG";
    private static final String DEFAULT = "ParentBased{root:AlwaysOnSampler";

    @ParameterizedTest
    @CsvSource({
        "'', '', ParentBased{root:AlwaysOnSampler",
        "always_on, '', AlwaysOnSampler",
        "Always_Off, 0.3, AlwaysOffSampler",
        "traceidratio, '', TraceIdRatioBased{1.000000}",
        "traceidratio, 0, TraceIdRatioBased{0.000000}",
        "traceidratio, .25, TraceIdRatioBased{0.250000}",
        "traceidratio, 1e-3, TraceIdRatioBased{0.001000}",
        "parentbased_always_on, '', ParentBased{root:AlwaysOnSampler",
        "parentbased_always_off, '', ParentBased{root:AlwaysOffSampler",
        "parentbased_traceidratio, 0.5, ParentBased{root:TraceIdRatioBased{0.500000}",
        "mine, '', TraceIdRatioBased{0.500000}",
        "parentbased_mine, '', ParentBased{root:TraceIdRatioBased{0.500000}"
    })
    void sampler_isTheOneNamed(String name, String argument, String description) {
        try (Start start = Environment.start(KEY, name, ARGUMENT, argument)) {
            assertThat(start.sdk()).asString().contains("sampler=" + description);
            assertThat(start.infos()).singleElement().asString().contains(", sampler=");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void sampler_decidesWhatIsRecorded() {
        try (Start off = Environment.start(KEY, "always_off");
                Start on = Environment.start(KEY, "always_on")) {
            assertThat(off.sdk().getTracer("t").spanBuilder("s").startSpan().isRecording())
                    .isFalse();
            assertThat(on.sdk().getTracer("t").spanBuilder("s").startSpan().isRecording())
                    .isTrue();
        }
    }

    @Test
    void sampler_ofAPluginReadsItsOwnSettings() {
        try (Start start = Environment.start(KEY, "mine", "MY_RATIO", "0.125")) {
            assertThat(start.infos()).singleElement().asString().contains("sampler=TraceIdRatioBased{0.125000}");
        }
    }

    @Test
    void sampler_ofAPluginThatFailsIsTheDefault() {
        try (Start start = Environment.start(KEY, "broken")) {
            assertThat(start.sdk()).asString().contains("sampler=" + DEFAULT);
            assertThat(start.infos()).singleElement().asString().contains("sampler=parentbased_always_on,");
            assertThat(start.warnings())
                    .containsExactly("sampler broken is left out, its provider fails: "
                            + "java.lang.UnsupportedOperationException: not today");
        }
    }

    @Test
    void sampler_thatCannotSayWhatItIsIsCalledByItsClass() {
        try (Start start = Environment.start(KEY, "noting")) {
            String name = "dev.clew.autoconfigure.FakeProviders$NotingOne";
            assertThat(start.infos()).singleElement().asString().contains("sampler=" + name + ",");
            assertThat(start.warnings())
                    .containsExactly(name + " cannot say what it is: java.lang.IllegalStateException: no words");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_SERVICE_NAME, orders, made for orders",
        "OTEL_RESOURCE_ATTRIBUTES, service.name=orders, made for orders",
        "OTEL_RESOURCE_ATTRIBUTES, team=x, made for null"
    })
    void sampler_ofAPluginSeesTheNameOfTheServiceThatTheResourceHas(String key, String value, String event) {
        FakeProviders.EVENTS.clear();
        Environment.start(KEY, "noting", key, value).close();
        assertThat(FakeProviders.EVENTS).first().isEqualTo(event);
    }

    @Test
    void sampler_ofAPluginSeesTheNameThatACustomizerGivesTheService() {
        FakeCustomizers.first(customizer -> customizer.addResourceCustomizer((resource, config) ->
                resource.merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "orders")))));
        FakeProviders.EVENTS.clear();
        try {
            Environment.start(KEY, "noting").close();
        } finally {
            FakeCustomizers.reset();
        }
        assertThat(FakeProviders.EVENTS).first().isEqualTo("made for orders");
    }

    @Test
    void sampler_unknownIsReportedWithTheNearestAndTheDefaultTaken() {
        try (Start start = Environment.start(KEY, "parentbased_always_of")) {
            assertThat(start.sdk()).asString().contains("sampler=" + DEFAULT);
            assertThat(start.infos()).singleElement().asString().contains("sampler=parentbased_always_on,");
            assertThat(start.warnings())
                    .containsExactly("OTEL_TRACES_SAMPLER must be one of always_off, always_on, broken, "
                            + "consistent_probability, mine, noting, parentbased_always_off, parentbased_always_on, "
                            + "parentbased_consistent_probability, parentbased_rate_limit, parentbased_rules, "
                            + "parentbased_traceidratio, rate_limit, rules, traceidratio "
                            + "(nearest: parentbased_always_off): OTEL_TRACES_SAMPLER=parentbased_always_of; "
                            + "the default is used instead: parentbased_always_on");
        }
    }

    @Test
    void sampler_thatAnArtifactWouldBringIsReportedWithIt() {
        try (Start start = Environment.start(KEY, "jaeger_remote")) {
            assertThat(start.warnings())
                    .singleElement()
                    .asString()
                    .contains("; 'jaeger_remote' needs clew-sampler-jaeger-remote on the class path: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "half", "NaN", "0.5f", "0x1p-1", "50%", "1,0"})
    void ratio_thatIsNoneIsReportedAndOneTaken(String ratio) {
        try (Start start = Environment.start(KEY, "traceidratio", ARGUMENT, ratio)) {
            assertThat(start.infos()).singleElement().asString().contains("sampler=traceidratio(1.0)");
            assertThat(start.warnings())
                    .containsExactly("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1: OTEL_TRACES_SAMPLER_ARG="
                            + ratio + "; the default is used instead");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_SAMPLER, always_one, nearest: always_on",
        "OTEL_TRACES_SAMPLER_ARG, 2, a number from 0 to 1"
    })
    void strict_throwsWithKeyValueAndWhatWasExpected(String key, String value, String expected) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(KEY, "traceidratio", key, value))
                .withMessageContainingAll(key + " must be ", expected, key + "=" + value);
    }
}
