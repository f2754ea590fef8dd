package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
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
                            "OTEL_PROPAGATORS must be one of b3, b3multi, baggage, grpc-trace-bin, jaeger, mine, none, ottrace, passthrough, tracecontext, xray (nearest: tracecontext): "
                                    + "OTEL_PROPAGATORS=trace-context; it is left out");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "b3, b3",
        "b3multi, 'X-B3-TraceId,X-B3-SpanId,X-B3-Sampled,X-B3-Flags'",
        "jaeger, uber-trace-id",
        "ottrace, 'ot-tracer-traceid,ot-tracer-spanid,ot-tracer-sampled'",
        "xray, X-Amzn-Trace-Id",
        "grpc-trace-bin, grpc-trace-bin",
        "'B3,baggage', 'b3,baggage'"
    })
    void propagators_ofOlderFormatsAreClewsOwnAlsoBesideOpenTelemetrysExtension(String value, String fields) {
        try (Start start = Environment.start(KEY, value)) {
            assertThat(fields(start)).isEqualTo(fields);
            assertThat(start.warnings()).noneMatch(line -> line.contains("OTEL_PROPAGATORS"));
        }
    }

    @Test
    void passThrough_forwardsTheHeadersThatAreNamed() {
        String fields = "OTEL_JAVA_CLEW_PASSTHROUGH_FIELDS";
        try (Start start = Environment.start(KEY, "tracecontext,passthrough", fields, "x-request-id, x-tenant")) {
            assertThat(fields(start)).isEqualTo("traceparent,tracestate,x-request-id,x-tenant");
            assertThat(start.warnings()).isEmpty();
        }
        try (Start start = Environment.start(KEY, "tracecontext,passthrough", fields, "x request id")) {
            assertThat(fields(start)).isEqualTo("traceparent,tracestate");
            assertThat(start.warnings())
                    .first()
                    .asString()
                    .startsWith(fields + " must be names of headers: name,name: " + fields + "=x request id");
        }
    }

    @Test
    void passThrough_withoutNamesIsLeftOut() {
        try (Start start = Environment.start(KEY, "passthrough,baggage")) {
            assertThat(fields(start)).isEqualTo("baggage");
            assertThat(start.warnings())
                    .containsExactly("OTEL_PROPAGATORS must be without passthrough, or with the headers' names in "
                            + "OTEL_JAVA_CLEW_PASSTHROUGH_FIELDS: OTEL_PROPAGATORS=passthrough; it is left out");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "b3, always_on, 0, false",
        "b3multi, always_on, 0, false",
        "b3, always_off, 1, true",
        "b3, always_off, d, true",
        "b3, parentbased_always_off, , false",
        "b3, always_on, , true",
        "'tracecontext,b3', parentbased_always_on, 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0, false",
        "'tracecontext,b3', parentbased_always_off, 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1, true"
    })
    void b3_decisionOfACallerWithoutASpanIsFollowed(
            String propagators, String sampler, @Nullable String header, boolean sampled) {
        try (Start start = Environment.start(KEY, propagators, "OTEL_TRACES_SAMPLER", sampler)) {
            Context parent = start.sdk()
                    .getPropagators()
                    .getTextMapPropagator()
                    .extract(Context.root(), header, (value, name) -> name.equals("b3") ? value : null);
            Span span = start.sdk()
                    .getTracer("test")
                    .spanBuilder("root")
                    .setParent(parent)
                    .startSpan();
            span.end();
            assertThat(span.getSpanContext().isSampled()).isEqualTo(sampled);
            assertThat(start.infos()).singleElement().asString().contains("sampler=" + sampler + ",");
        }
    }

    @Test
    void propagators_thatAnArtifactWouldBringAreReportedWithIt() {
        try (Start start = Environment.start(KEY, "xray-lambda,baggage")) {
            assertThat(start.warnings())
                    .last()
                    .asString()
                    .contains(
                            "; 'xray-lambda' needs opentelemetry-aws-xray-propagator on the class path: OTEL_PROPAGATORS=xray-lambda; ");
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
