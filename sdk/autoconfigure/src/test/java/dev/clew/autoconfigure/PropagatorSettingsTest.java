package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropagatorSettingsTest {
    private static final String KEY = "OTEL_PROPAGATORS";

    @ParameterizedTest
    @CsvSource({
        "'', 'traceparent,tracestate,baggage'",
        "tracecontext, 'traceparent,tracestate'",
        "'Baggage, baggage', baggage",
        "'baggage,tracecontext', 'baggage,traceparent,tracestate'",
        "none, ''"
    })
    void propagators_areThoseListed(String value, String fields) {
        try (Start start = Environment.start(KEY, value)) {
            assertThat(fields(start)).isEqualTo(fields);
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void propagators_ofPluginsWorkAlsoBesideOneThatIsMissing() {
        try (Start start = Environment.start(KEY, "mine,tracecontext")) {
            assertThat(fields(start)).isEqualTo("my-header,traceparent,tracestate");
            assertThat(start.infos()).singleElement().asString().endsWith(", propagators=[mine, tracecontext]");
            assertThat(start.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("a ConfigurablePropagatorProvider on the class path is left out, its provider fails: ")
                    .contains("dev.clew.autoconfigure.Missing not found")
                    .doesNotContain("\n");
        }
    }

    @Test
    void propagators_unknownIsLeftOut() {
        try (Start start = Environment.start(KEY, "trace-context,baggage")) {
            assertThat(fields(start)).isEqualTo("baggage");
            assertThat(start.warnings())
                    .contains(
                            "OTEL_PROPAGATORS must be one of b3, b3multi, baggage, jaeger, mine, none, ottrace, tracecontext (nearest: tracecontext): "
                                    + "OTEL_PROPAGATORS=trace-context; it is left out");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "b3, b3",
        "b3multi, 'X-B3-TraceId,X-B3-SpanId,X-B3-Sampled,X-B3-Flags'",
        "jaeger, uber-trace-id",
        "ottrace, 'ot-tracer-traceid,ot-tracer-spanid,ot-tracer-sampled'",
        "'B3,baggage', 'b3,baggage'"
    })
    void propagators_ofOpenTelemetrysExtensionWork(String value, String fields) {
        try (Start start = Environment.start(KEY, value)) {
            assertThat(fields(start)).isEqualTo(fields);
        }
    }

    @Test
    void propagators_thatAnArtifactWouldBringAreReportedWithIt() {
        try (Start start = Environment.start(KEY, "xray,baggage")) {
            assertThat(start.warnings())
                    .last()
                    .asString()
                    .contains(
                            "; 'xray' needs opentelemetry-aws-xray-propagator on the class path: OTEL_PROPAGATORS=xray; ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none,baggage", "b4"})
    void strict_throwsWithKeyValueAndWhatWasExpected(String value) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(KEY, value))
                .withMessageContainingAll("OTEL_PROPAGATORS must be ", "none", "OTEL_PROPAGATORS=" + value);
    }

    private static String fields(Start start) {
        return String.join(
                ",", start.sdk().getPropagators().getTextMapPropagator().fields());
    }
}
