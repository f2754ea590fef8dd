package dev.clew.api;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the span that is current, from anywhere beneath it: {@code CurrentSpan.annotate("cache miss", "key", key)}.
 *
 * <p>Where no span is current, or it is not recorded, nothing happens and values are not even looked at. Threads: any.
 */
public final class CurrentSpan {
    private CurrentSpan() {}

    /** Sets an attribute; see {@link ActiveSpan#set}. */
    public static void set(@Nullable String key, @Nullable Object value) {
        KeyValues.set(Span.current(), key, value);
    }

    /** Notes that something happened now; see {@link ActiveSpan#annotate}. */
    public static void annotate(@Nullable String message, @Nullable Object @Nullable ... keysAndValues) {
        KeyValues.annotate(Span.current(), message, keysAndValues);
    }

    /** Makes the span an error and records the exception, for one that is handled; see {@link ActiveSpan#fail}. */
    public static void fail(@Nullable Throwable cause) {
        KeyValues.fail(Span.current(), cause);
    }

    /** The trace's id, 32 hex digits, for logs and support tickets; empty, never null, when there is no trace. */
    public static String traceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : "";
    }
}
