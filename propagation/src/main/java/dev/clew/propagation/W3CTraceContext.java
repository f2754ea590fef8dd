package dev.clew.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * W3C Trace Context, level 2: the headers {@code traceparent} and {@code tracestate}.
 *
 * <p>A received tracestate is checked when somebody asks for it first, and forwarded byte for byte until somebody changes
 * it, as far as 512 characters go. One that breaks the rules is empty, and the traceparent is kept; a traceparent that breaks
 * the rules leaves the context as it was.
 *
 * <p>Threads: any. Allocates: nothing when the headers are absent.
 */
public final class W3CTraceContext extends GuardedPropagator {
    private static final W3CTraceContext INSTANCE = new W3CTraceContext();
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";
    private static final List<String> FIELDS = List.of(TRACEPARENT, TRACESTATE);

    private W3CTraceContext() {}

    /** The propagator; always the same instance. */
    public static TextMapPropagator propagator() {
        return INSTANCE;
    }

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (!span.isValid()) {
            return;
        }
        setter.set(carrier, TRACEPARENT, Traceparent.format(span));
        String tracestate = TraceStateLimit.cut(ReceivedTraceState.format(span.getTraceState()));
        if (!tracestate.isEmpty()) {
            setter.set(carrier, TRACESTATE, tracestate);
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String traceparent = header(getter, carrier, TRACEPARENT);
        if (traceparent == null) {
            return context;
        }
        if (!Traceparent.isWellFormed(traceparent)) {
            ignored(TRACEPARENT, traceparent);
            return context;
        }
        String tracestate = joined(headers(getter, carrier, TRACESTATE));
        TraceState state = tracestate == null ? TraceState.getDefault() : ReceivedTraceState.of(tracestate);
        return context.with(Span.wrap(Traceparent.parse(traceparent, state)));
    }

    /** All headers of this name as one list, in the order received; null without one. What is too long is not read to its end. */
    private static @Nullable String joined(Iterator<String> values) {
        if (!values.hasNext()) {
            return null;
        }
        String first = values.next();
        if (!values.hasNext()) {
            return first;
        }
        StringBuilder all = new StringBuilder(first);
        while (values.hasNext() && all.length() <= ReceivedTraceState.MAX_LENGTH) {
            all.append(',').append(values.next());
        }
        return all.toString();
    }
}
