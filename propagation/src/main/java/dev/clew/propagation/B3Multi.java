package dev.clew.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes B3 as a header for each part. Debug implies that the trace is sampled, so {@code X-B3-Flags} then stands in for {@code
 * X-B3-Sampled}. Threads: any. Allocates: nothing when the headers are absent.
 */
final class B3Multi extends B3 {
    static final B3Multi INSTANCE = new B3Multi();
    private static final List<String> FIELDS = List.of(TRACE_ID, SPAN_ID, SAMPLED, FLAGS);

    private B3Multi() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        CallerDecision decision = CallerDecision.in(context);
        if (span.isValid()) {
            setter.set(carrier, TRACE_ID, span.getTraceId());
            setter.set(carrier, SPAN_ID, span.getSpanId());
        } else if (decision == null) {
            return;
        }
        if (decision == CallerDecision.DEBUG) {
            setter.set(carrier, FLAGS, "1");
        } else {
            boolean sampled = span.isValid() ? span.isSampled() : decision == CallerDecision.ACCEPT;
            setter.set(carrier, SAMPLED, sampled ? "1" : "0");
        }
    }
}
