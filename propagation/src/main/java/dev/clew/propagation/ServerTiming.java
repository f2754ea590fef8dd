package dev.clew.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For responses: tells the browser, or whoever asked, which span answered, as {@code Server-Timing: trace;desc=} and the value
 * of a traceparent. Reads nothing.
 *
 * <p>The setter is to add the header rather than to replace it, as the application may have timings of its own. Threads: any.
 */
final class ServerTiming extends GuardedPropagator {
    static final ServerTiming INSTANCE = new ServerTiming();
    private static final String HEADER = "Server-Timing";
    private static final List<String> FIELDS = List.of(HEADER);

    private ServerTiming() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid()) {
            // A traceparent is a token, so it needs no quotes.
            setter.set(carrier, HEADER, "trace;desc=".concat(Traceparent.format(span)));
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return context;
    }
}
