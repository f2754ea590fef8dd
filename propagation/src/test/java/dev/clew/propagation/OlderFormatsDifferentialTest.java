package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import io.opentelemetry.extension.trace.propagation.OtTracePropagator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Carriers and contexts of the formats that OpenTelemetry's extension has as well: read and written the same. */
@SuppressWarnings(
        "deprecation") // Jaeger and OpenTracing are retired; those who still speak them need them nevertheless.
class OlderFormatsDifferentialTest {
    private static final TextMapPropagator B3_SINGLE = B3Propagator.injectingSingleHeader();
    private static final TextMapPropagator B3_MULTI = B3Propagator.injectingMultiHeaders();

    @Property
    void b3(@ForAll("b3Headers") Headers headers) {
        assertReadTheSame(Propagators.b3(), B3_SINGLE, headers);
        assertReadTheSame(Propagators.b3Multi(), B3_MULTI, headers);
    }

    /** Of values that nobody needs to encode: OpenTelemetry encodes them, as Jaeger's clients do, but does not decode them. */
    @Property
    void jaeger(@ForAll("jaegerHeaders") Headers headers) {
        assertReadTheSame(Propagators.jaeger(), JaegerPropagator.getInstance(), headers);
    }

    @Property
    void otTrace(@ForAll("otTraceHeaders") Headers headers) {
        assertReadTheSame(Propagators.otTrace(), OtTracePropagator.getInstance(), headers);
    }

    @Property
    void everySpanIsWrittenTheSame(@ForAll("contexts") Context context) {
        assertWrittenTheSame(Propagators.b3(), B3_SINGLE, context);
        assertWrittenTheSame(Propagators.b3Multi(), B3_MULTI, context);
        assertWrittenTheSame(Propagators.jaeger(), JaegerPropagator.getInstance(), context);
        assertWrittenTheSame(Propagators.otTrace(), OtTracePropagator.getInstance(), context);
    }

    private static void assertReadTheSame(TextMapPropagator ours, TextMapPropagator theirs, Headers headers) {
        Context read = headers.read(ours);
        Context expected = headers.read(theirs);
        assertThat(Spans.in(read)).as(headers.toString()).isEqualTo(Spans.in(expected));
        assertThat(Baggage.fromContext(read).asMap())
                .as(headers.toString())
                .isEqualTo(Baggage.fromContext(expected).asMap());
    }

    private static void assertWrittenTheSame(TextMapPropagator ours, TextMapPropagator theirs, Context context) {
        assertThat(Headers.from(ours, context).asMap())
                .isEqualTo(Headers.from(theirs, context).asMap());
    }

    @Provide
    Arbitrary<Headers> b3Headers() {
        Arbitrary<String> rest = oneOf("", "-0", "-1", "-d", "-true", "-1-05e3ac9a4f6e3b90", "-1-x-y", "x");
        Arbitrary<String> state = oneOf("0", "1", "true", "false");
        return Combinators.combine(
                        traceIds(),
                        spanIds(),
                        rest,
                        state,
                        Arbitraries.integers().between(0, 7))
                .as((trace, span, end, sampled, which) -> {
                    Headers headers = new Headers();
                    if ((which & 1) == 0) {
                        headers.and("b3", trace + "-" + span + end);
                    }
                    if ((which & 2) == 0) {
                        headers.and("X-B3-TraceId", trace)
                                .and("X-B3-SpanId", span)
                                .and("X-B3-Sampled", sampled);
                    }
                    return (which & 4) == 0 ? headers : headers.and("X-B3-Flags", sampled);
                });
    }

    @Provide
    Arbitrary<Headers> jaegerHeaders() {
        Arbitrary<String> flags = oneOf("0", "1", "01", "00", "5", "x", "", "102");
        Arbitrary<String> colon = oneOf(":", ":", "%3A", "-");
        Arbitrary<String> value = oneOf("v", "a b", "a;c");
        return Combinators.combine(traceIds(), spanIds(), flags, colon, value)
                .as((trace, span, f, c, v) -> Headers.of("uber-trace-id", trace + c + span + c + "0" + c + f)
                        .and("uberctx-a", v)
                        .and("jaeger-baggage", "b=" + v + ", c = 1 ,d"));
    }

    @Provide
    Arbitrary<Headers> otTraceHeaders() {
        Arbitrary<String> sampled = oneOf("true", "false", "1", "0", "");
        return Combinators.combine(traceIds(), spanIds(), sampled, oneOf("v", "a b", "a;c"))
                .as((trace, span, s, v) -> Headers.of("ot-tracer-traceid", trace)
                        .and("ot-tracer-spanid", span)
                        .and("ot-tracer-sampled", s)
                        .and("Ot-Baggage-A", v));
    }

    @Provide
    Arbitrary<Context> contexts() {
        return Combinators.combine(
                        hex(32),
                        hex(16),
                        Arbitraries.of(true, false),
                        Arbitraries.maps(oneOf("a", "b1"), oneOf("v", "1")))
                .as((trace, span, sampled, baggage) -> {
                    TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
                    Context context = Context.root()
                            .with(Span.wrap(SpanContext.create(trace, span, flags, TraceState.getDefault())));
                    for (String key : baggage.keySet()) {
                        context = Spans.with(context, key, baggage.get(key));
                    }
                    return context;
                });
    }

    private static Arbitrary<String> traceIds() {
        return Arbitraries.oneOf(hex(32), hex(32), hex(16), hex(33), oneOf("0".repeat(32), "A".repeat(32), "x", ""));
    }

    private static Arbitrary<String> spanIds() {
        return Arbitraries.oneOf(hex(16), hex(16), hex(16), hex(17), oneOf("0".repeat(16), "A".repeat(16), "x", ""));
    }

    private static Arbitrary<String> hex(int length) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(length);
    }

    private static Arbitrary<String> oneOf(String... values) {
        return Arbitraries.of(values);
    }
}
