package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of OpenTracing's basic tracers: {@code ot-tracer-traceid}, {@code ot-tracer-spanid}, {@code ot-tracer-sampled}, and
 * baggage in {@code ot-baggage-} headers, which count only beside a span.
 *
 * <p>Trace ids of 64 and 128 bits are read, with or without leading zeros; written are the lower 64 bits, all that the other
 * side understands. Threads: any. Allocates: nothing when the headers are absent.
 */
final class OtTrace extends GuardedPropagator {
    static final OtTrace INSTANCE = new OtTrace();
    private static final String TRACE_ID = "ot-tracer-traceid";
    private static final String SPAN_ID = "ot-tracer-spanid";
    private static final String SAMPLED = "ot-tracer-sampled";
    private static final HeaderBaggage BAGGAGE = HeaderBaggage.plain("ot-baggage-");
    private static final List<String> FIELDS = List.of(TRACE_ID, SPAN_ID, SAMPLED);

    private OtTrace() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        // A caller may choose an id whose lower half is zero: nobody could read that.
        String lowerHalf = HexId.read(span.getTraceId(), HexId.TRACE / 2, HexId.TRACE, HexId.TRACE / 2);
        if (!span.isValid() || lowerHalf == null) {
            return;
        }
        setter.set(carrier, TRACE_ID, lowerHalf);
        setter.set(carrier, SPAN_ID, span.getSpanId());
        setter.set(carrier, SAMPLED, span.isSampled() ? "true" : "false");
        BAGGAGE.write(Baggage.fromContext(context), carrier, setter);
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String trace = header(getter, carrier, TRACE_ID);
        String span = header(getter, carrier, SPAN_ID);
        String traceId = trace == null ? null : HexId.read(trace, 0, trace.length(), HexId.TRACE);
        String spanId = span == null ? null : HexId.read(span, 0, span.length(), HexId.SPAN);
        if (traceId == null || spanId == null) {
            ignored(TRACE_ID, trace);
            ignored(SPAN_ID, span);
            return context;
        }
        String sampled = header(getter, carrier, SAMPLED);
        Context read = withParent(context, traceId, spanId, "true".equals(sampled) || "1".equals(sampled));
        BoundedBaggage baggage = BAGGAGE.read(carrier, getter, null);
        return baggage == null ? read : baggage.putInto(read);
    }
}
