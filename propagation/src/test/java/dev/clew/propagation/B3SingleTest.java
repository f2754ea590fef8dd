package dev.clew.propagation;

import static dev.clew.propagation.Spans.SPAN_ID;
import static dev.clew.propagation.Spans.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3SingleTest extends PropagatorContract {
    private static final String IDS = TRACE_ID + "-" + SPAN_ID;

    @Override
    TextMapPropagator propagator() {
        return Propagators.b3();
    }

    @Override
    Context filled() {
        return Spans.sampled();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "-0, false",
        "-1, true",
        "-d, true",
        "-false, false",
        "-true, true",
        "-1-05e3ac9a4f6e3b90, true"
    })
    void extract_sampledIsWhatTheStateSays(String rest, boolean sampled) {
        SpanContext span = Spans.in(read(IDS + rest));
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getSpanId()).isEqualTo(SPAN_ID);
        assertThat(span.isSampled()).isEqualTo(sampled);
        assertThat(span.isRemote()).isTrue();
    }

    @Test
    void extract_64BitsGetZerosInFront() {
        assertThat(Spans.in(read("8448eb211c80319c-" + SPAN_ID + "-1")).getTraceId())
                .isEqualTo("00000000000000008448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", // no state
                "-",
                TRACE_ID,
                TRACE_ID + "-",
                "0" + TRACE_ID + "-" + SPAN_ID + "-1",
                "8448eb211c80319-" + SPAN_ID + "-1", // 60 bits
                TRACE_ID + "-" + SPAN_ID + "-",
                TRACE_ID + "-" + SPAN_ID + "-2",
                TRACE_ID + "-" + SPAN_ID + "-1-05e3ac9a4f6e3b90-1",
                TRACE_ID + "-" + SPAN_ID + "-1-05e3ac9a4f6e3b905e3ac9a4f6e3b90",
                TRACE_ID + "-" + SPAN_ID + "1",
                TRACE_ID + "-" + SPAN_ID + "x1",
                TRACE_ID + "_" + SPAN_ID,
                "00000000000000000000000000000000-" + SPAN_ID + "-1",
                TRACE_ID + "-0000000000000000-1",
                "0AF7651916CD43DD8448EB211C80319C-" + SPAN_ID + "-1"
            })
    void extract_whatIsMalformedGivesTheSameContext(String header) {
        assertThat(read(header)).isSameAs(Context.root());
    }

    @Test
    void extract_theOneHeaderWinsOverThoseForEachPart() {
        Headers both =
                Headers.of("b3", IDS + "-0").and("X-B3-TraceId", "1".repeat(32)).and("X-B3-SpanId", "1".repeat(16));
        assertThat(Spans.in(both.read(propagator())).getTraceId()).isEqualTo(TRACE_ID);
    }

    @Test
    void extract_twoHeadersThatDifferCountAsNone() {
        Headers two = Headers.of("b3", IDS + "-0", IDS + "-1");
        assertThat(two.read(propagator())).isSameAs(Context.root());
    }

    @ParameterizedTest
    @CsvSource({"0, DENY", "1, ACCEPT", "d, DEBUG"})
    void decision_withoutASpanIsKeptForASamplerAndSentOn(String header, CallerDecision decision) {
        Context read = read(header);
        assertThat(CallerDecision.in(read)).isEqualTo(decision);
        assertThat(Spans.in(read).isValid()).isFalse();
        assertThat(Headers.from(propagator(), read).one("b3")).isEqualTo(header);
    }

    @Test
    void debug_isSentOnInEveryFormatThatKnowsIt() {
        Context read = read(IDS + "-d");
        assertThat(CallerDecision.in(read)).isEqualTo(CallerDecision.DEBUG);
        assertThat(Headers.from(propagator(), read).one("b3")).isEqualTo(IDS + "-d");
        assertThat(Headers.from(Propagators.b3Multi(), read).one("X-B3-Flags")).isEqualTo("1");
        assertThat(Headers.from(Propagators.jaeger(), read).one("uber-trace-id"))
                .isEqualTo(TRACE_ID + ":" + SPAN_ID + ":0:3");
    }

    @Test
    void decision_ofTheSpanIsNotOneOfItsOwn() {
        assertThat(CallerDecision.in(read(IDS + "-1"))).isNull();
        assertThat(CallerDecision.in(read(IDS + "-0"))).isNull();
    }

    private Context read(String header) {
        return Headers.of("b3", header).read(propagator());
    }
}
