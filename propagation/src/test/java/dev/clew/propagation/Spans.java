package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** The span of most examples. */
final class Spans {
    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN_ID = "b7ad6b7169203331";

    private Spans() {}

    static Context sampled() {
        return context(TRACE_ID, TraceFlags.getSampled());
    }

    static Context notSampled() {
        return context(TRACE_ID, TraceFlags.getDefault());
    }

    static Context context(String traceId, TraceFlags flags) {
        return Context.root().with(Span.wrap(SpanContext.create(traceId, SPAN_ID, flags, TraceState.getDefault())));
    }

    static Context with(Context context, String key, String value) {
        Baggage baggage = Baggage.fromContext(context);
        return context.with(baggage.toBuilder().put(key, value).build());
    }

    static SpanContext in(Context context) {
        return Span.fromContext(context).getSpanContext();
    }
}
