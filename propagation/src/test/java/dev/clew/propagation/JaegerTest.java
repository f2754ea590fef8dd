package dev.clew.propagation;

import static dev.clew.propagation.Spans.SPAN_ID;
import static dev.clew.propagation.Spans.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaegerTest extends PropagatorContract {
    @Override
    TextMapPropagator propagator() {
        return Propagators.jaeger();
    }

    @Override
    Context filled() {
        return Spans.with(Spans.sampled(), "tenant", "a b+c%\u00e9\n");
    }

    @Override
    String prefixOfTheUser() {
        return "uberctx-";
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, false",
        "1, true, false",
        "2, true, true",
        "3, true, true",
        "05, true, false",
        "ff, true, true"
    })
    void extract_flagsAreSampledAndDebug(String flags, boolean sampled, boolean debug) {
        Context read = read(TRACE_ID + ":" + SPAN_ID + ":0:" + flags);
        assertThat(Spans.in(read).isSampled()).isEqualTo(sampled);
        assertThat(CallerDecision.in(read)).isEqualTo(debug ? CallerDecision.DEBUG : null);
    }

    @Test
    void extract_idsMayLackTheirZeros() {
        SpanContext span = Spans.in(read("4d16:17c29:ab:1"));
        assertThat(span.getTraceId()).isEqualTo("00000000000000000000000000004d16");
        assertThat(span.getSpanId()).isEqualTo("0000000000017c29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRACE_ID + ":" + SPAN_ID + ":0", // no flags
                TRACE_ID + ":" + SPAN_ID + ":0:001",
                TRACE_ID + ":" + SPAN_ID + ":0:G",
                TRACE_ID + ":" + SPAN_ID + ":0:1:1",
                "0:" + SPAN_ID + ":0:1",
                TRACE_ID + ":0:0:1",
                TRACE_ID + "%3A" + SPAN_ID + "%3A0%3", // not percent-encoded
                TRACE_ID + ":" + SPAN_ID + ":" + TRACE_ID + TRACE_ID + ":1"
            })
    void extract_whatIsMalformedGivesTheSameContext(String header) {
        assertThat(read(header)).isSameAs(Context.root());
    }

    @Test
    void baggage_isPercentEncodedAndReadWithPlusSignsAsSpaces() {
        Headers sent = Headers.from(propagator(), filled());
        assertThat(sent.one("uberctx-tenant")).isEqualTo("a%20b%2Bc%25%C3%A9%0A");
        Context read = Headers.of("Uberctx-Tenant", "a+b%2Bc").read(propagator());
        assertThat(Baggage.fromContext(read).getEntryValue("tenant")).isEqualTo("a b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a\nb", "\u00e9"})
    void baggage_leavesOutAValueThatIsNotEncoded(String value) {
        Headers headers =
                Headers.of("uberctx-a", value).and("uberctx-b", "1").and("jaeger-baggage", "c=" + value + ",d=2");
        assertThat(Baggage.fromContext(headers.read(propagator())).asMap()).containsOnlyKeys("b", "d");
    }

    @Test
    void baggage_aListThatIsAbsurdlyLongIsLeftOut() {
        Headers headers = Headers.of("jaeger-baggage", "a=1," + ",".repeat(10_000));
        assertThat(headers.read(propagator())).isSameAs(Context.root());
    }

    @Test
    void inject_leavesOutAKeyThatCannotBePartOfAHeadersName() {
        Context context = Spans.with(Spans.with(Spans.sampled(), "a: b\r\nc", "1"), "d", "2");
        assertThat(Headers.from(propagator(), context).asMap().keySet())
                .containsExactlyInAnyOrder("uber-trace-id", "uberctx-d");
    }

    private Context read(String header) {
        return Headers.of("uber-trace-id", header).read(propagator());
    }
}
