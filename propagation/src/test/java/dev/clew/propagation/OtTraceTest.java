package dev.clew.propagation;

import static dev.clew.propagation.Spans.SPAN_ID;
import static dev.clew.propagation.Spans.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtTraceTest extends PropagatorContract {
    @Override
    TextMapPropagator propagator() {
        return Propagators.otTrace();
    }

    /** Of 64 bits: the other half does not come back. */
    @Override
    Context filled() {
        return Spans.with(
                Spans.context("00000000000000008448eb211c80319c", TraceFlags.getSampled()), "tenant", "a b;c=d");
    }

    @Override
    String prefixOfTheUser() {
        return "ot-baggage-";
    }

    @Test
    void inject_writesTheLowerHalfOfTheTraceId() {
        assertThat(Headers.from(propagator(), Spans.sampled()).one("ot-tracer-traceid"))
                .isEqualTo(TRACE_ID.substring(16));
    }

    @Test
    void inject_ofATraceIdWhoseLowerHalfIsZeroWritesNothing() {
        Context context = Spans.context("8448eb211c319c00" + "0".repeat(16), TraceFlags.getSampled());
        assertThat(Headers.from(propagator(), context).asMap()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false", "x, false", "'', false"})
    void extract_sampledIsTrueOrOne(String value, boolean sampled) {
        Headers headers = headers(TRACE_ID, SPAN_ID).and("ot-tracer-sampled", value);
        assertThat(Spans.in(headers.read(propagator())).isSampled()).isEqualTo(sampled);
    }

    @ParameterizedTest
    @CsvSource({"x, b7ad6b7169203331", "0af7, x", "0, b7ad6b7169203331", "0af7, 0", "'', b7ad6b7169203331"})
    void extract_anIdThatIsNoneGivesTheSameContextAlsoWithBaggage(String traceId, String spanId) {
        Headers headers = headers(traceId, spanId).and("ot-baggage-a", "1");
        assertThat(headers.read(propagator())).isSameAs(Context.root());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u00e9", "\u0000"})
    void baggage_thatAHeaderCannotHoldIsLeftOutEitherWay(String value) {
        Headers received = headers(TRACE_ID, SPAN_ID).and("ot-baggage-a", value).and("ot-baggage-b", "1");
        assertThat(Baggage.fromContext(received.read(propagator())).asMap()).containsOnlyKeys("b");
        assertThat(Headers.from(propagator(), Spans.with(Spans.sampled(), "a", value))
                        .asMap())
                .doesNotContainKey("ot-baggage-a");
    }

    private static Headers headers(String traceId, String spanId) {
        return Headers.of("ot-tracer-traceid", traceId).and("ot-tracer-spanid", spanId);
    }
}
