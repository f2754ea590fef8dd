package dev.clew.api;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A started span that is current until it is closed.
 *
 * <p>{@link #close} cannot see what was thrown, so say {@link #fail} in a catch block; {@link Tracing#run} does so itself.
 *
 * <p>Threads: started and closed on one; the other methods on any. After closing they do nothing.
 */
public final class ActiveSpan implements AutoCloseable {
    private final Span span;
    private final Scope scope;
    private boolean closed;

    @SuppressWarnings("MustBeClosedChecker") // close() closes the scope
    ActiveSpan(Span span) {
        this.span = span;
        this.scope = span.makeCurrent();
    }

    /**
     * Sets an attribute; the last value of a key counts.
     *
     * @param key null or empty sets nothing
     * @param value text, a number or a boolean is kept as such, a collection or an array becomes an array of texts, and anything
     *     else the text of its {@code toString()}; null sets nothing
     */
    public ActiveSpan set(@Nullable String key, @Nullable Object value) {
        KeyValues.set(span, key, value);
        return this;
    }

    /**
     * Notes that something happened now: an event named {@code message}.
     *
     * @param keysAndValues in turns, values as in {@link #set}; a pair whose key is null is left out, and a last one without
     *     a partner is kept under the key {@code unpaired}
     */
    public ActiveSpan annotate(@Nullable String message, @Nullable Object @Nullable ... keysAndValues) {
        KeyValues.annotate(span, message, keysAndValues);
        return this;
    }

    /** Makes the span an error and records the exception. Null makes it an error and records nothing. */
    public ActiveSpan fail(@Nullable Throwable cause) {
        KeyValues.fail(span, cause);
        return this;
    }

    /** OpenTelemetry's span, for what this class leaves out. */
    public Span span() {
        return span;
    }

    /** Makes the span that was current before current again, and ends this one. A second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            scope.close();
        } finally {
            span.end();
        }
    }
}
