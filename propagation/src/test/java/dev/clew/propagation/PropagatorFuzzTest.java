package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What comes of carriers that a hostile peer filled, in every format. An ordinary build looks at 30,000 of each format; {@code
 * -Dclew.fuzz.carriers=15000} at three million.
 */
class PropagatorFuzzTest {
    private static final int SEEDS = 200;
    private static final int CARRIERS = Integer.getInteger("clew.fuzz.carriers", 150);

    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t -~]*");
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN_ID = "b7ad6b7169203331";

    @Property(tries = SEEDS)
    void traceContext(@ForAll long seed) {
        check(
                seed,
                W3CTraceContext.propagator(),
                Map.of("traceparent", PARENT, "tracestate", "rojo=1,congo@x=t61rcWkgMzE, a=b"));
    }

    @Property(tries = SEEDS)
    void baggage(@ForAll long seed) {
        check(seed, W3CBaggage.propagator(), Map.of("baggage", "k=v;p=1;q,key2=a%20b%C3%A9 , key3=\tv3 ; "));
    }

    @Property(tries = SEEDS)
    void b3(@ForAll long seed) {
        check(seed, Propagators.b3(), Map.of("b3", TRACE_ID + "-" + SPAN_ID + "-1-05e3ac9a4f6e3b90"));
    }

    @Property(tries = SEEDS)
    void b3Multi(@ForAll long seed) {
        check(
                seed,
                Propagators.b3Multi(),
                Map.of("X-B3-TraceId", TRACE_ID, "X-B3-SpanId", SPAN_ID, "X-B3-Sampled", "1", "X-B3-Flags", "0"));
    }

    @Property(tries = SEEDS)
    void jaeger(@ForAll long seed) {
        check(
                seed,
                Propagators.jaeger(),
                Map.of(
                        "uber-trace-id", TRACE_ID + ":" + SPAN_ID + ":0:1",
                        "uberctx-a", "b%20c+d",
                        "uberctx-", "v",
                        "jaeger-baggage", "k=v, k2 = v2"));
    }

    @Property(tries = SEEDS)
    void otTrace(@ForAll long seed) {
        check(
                seed,
                Propagators.otTrace(),
                Map.of(
                        "ot-tracer-traceid",
                        TRACE_ID.substring(16),
                        "ot-tracer-spanid",
                        SPAN_ID,
                        "ot-tracer-sampled",
                        "true",
                        "ot-baggage-a",
                        "b c"));
    }

    @Property(tries = SEEDS)
    void xRay(@ForAll long seed) {
        check(
                seed,
                Propagators.xRay(),
                Map.of(
                        "X-Amzn-Trace-Id",
                        "Root=1-8a3c60f7-d188f8fa79d48a391a778fa6;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:0000000f:0"));
    }

    @Property(tries = SEEDS)
    void grpcTraceBin(@ForAll long seed) {
        check(seed, Propagators.grpcTraceBin(), Map.of("grpc-trace-bin", "AADjhJgdZRKfo+OEmB1lEp+jAeOEmB1lEp+jAgE"));
    }

    @Property(tries = SEEDS)
    void passThrough(@ForAll long seed) {
        check(seed, Propagators.passThrough(List.of("x-a", "x-b")), Map.of("x-a", "4711", "x-b", "a, b"));
    }

    private static void check(long seed, Object propagator, Map<String, String> wellFormed) {
        GuardedPropagator format = (GuardedPropagator) propagator;
        List<String> names = List.copyOf(wellFormed.keySet());
        HostileCarriers carriers = new HostileCarriers(
                seed, names, names.stream().map(wellFormed::get).toList());
        for (int i = 0; i < CARRIERS; i++) {
            Headers carrier = carriers.next();
            try {
                check(format, carrier);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(format + ", seed " + seed + ", carrier " + i + ": " + carrier, e);
            }
        }
    }

    /** Read and written without the guard, which would hide what is thrown. */
    private static void check(GuardedPropagator format, Headers carrier) {
        Context context = format.read(Context.root(), carrier, Headers.GETTER);
        Headers sent = new Headers();
        format.write(context, sent, Headers.SETTER);

        checkSpan(Spans.in(context));
        checkBaggage(Baggage.fromContext(context));
        sent.asMap().forEach((name, values) -> {
            if (!BaggageText.isToken(name)
                    || !HEADER_VALUE.matcher(values.get(0)).matches()
                    || values.get(0).length() > 8192) {
                throw new AssertionError("sent " + name + ": " + values);
            }
        });
        if (!sent.asMap().isEmpty()) {
            Headers sentOn = new Headers();
            format.write(format.read(Context.root(), sent, Headers.GETTER), sentOn, Headers.SETTER);
            if (!sentOn.asMap().equals(sent.asMap())) {
                assertThat(sentOn.asMap()).isEqualTo(sent.asMap());
            }
        }
    }

    private static void checkSpan(SpanContext span) {
        if (span.isValid()) {
            boolean valid = span.isRemote()
                    && span.getTraceId().length() == 32
                    && HexId.read(span.getTraceId(), 0, 32, 32) != null
                    && span.getSpanId().length() == 16
                    && HexId.read(span.getSpanId(), 0, 16, 16) != null
                    && (span.getTraceFlags().asByte() & ~3) == 0
                    && span.getTraceState().size() <= 32;
            if (!valid) {
                throw new AssertionError(span);
            }
        }
    }

    private static void checkBaggage(Baggage baggage) {
        int[] bytes = {0};
        baggage.forEach((key, entry) -> bytes[0] += BaggageText.isToken(key) ? key.length() : 1 << 20);
        if (baggage.size() > 64 || bytes[0] > 8192) {
            throw new AssertionError(baggage);
        }
    }
}
