package dev.clew.api;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A span that is not started yet: say what is known of it, then {@link #run}, {@link #call} or {@link #start}.
 *
 * <p>Threads: one. Each run, call or start makes a span of its own.
 */
public final class NewSpan {
    private final SpanBuilder builder;

    NewSpan(SpanBuilder builder) {
        this.builder = builder;
    }

    /** Says on which side of which conversation this span is; internal unless said. Null is ignored. */
    public NewSpan kind(@Nullable SpanKind kind) {
        if (kind != null) {
            builder.setSpanKind(kind);
        }
        return this;
    }

    /** Sets an attribute, which the sampler sees too. Values are taken as {@link ActiveSpan#set} takes them. */
    public NewSpan set(@Nullable String key, @Nullable Object value) {
        builder.setAllAttributes(KeyValues.of(key, value));
        return this;
    }

    /** Makes this span a child of the one in {@code parent} instead of the current one. Null is ignored. */
    public NewSpan parent(@Nullable Context parent) {
        if (parent != null) {
            builder.setParent(parent);
        }
        return this;
    }

    /** Makes this span the first of a new trace. */
    public NewSpan noParent() {
        builder.setNoParent();
        return this;
    }

    /** Points to a span, of this or another trace, that led to this one and is not its parent. Null is ignored. */
    public NewSpan link(@Nullable SpanContext cause) {
        if (cause != null) {
            builder.addLink(cause);
        }
        return this;
    }

    /**
     * Runs {@code code} inside the span.
     *
     * @param code not null
     */
    public <X extends Throwable> void run(ThrowingRunnable<X> code) throws X {
        Objects.requireNonNull(code, "code");
        try (ActiveSpan span = start()) {
            try {
                code.run();
            } catch (Throwable e) {
                span.fail(e);
                throw e;
            }
        }
    }

    /**
     * The result of {@code code}, run inside the span.
     *
     * @param code not null
     */
    public <T extends @Nullable Object, X extends Throwable> T call(ThrowingSupplier<T, X> code) throws X {
        Objects.requireNonNull(code, "code");
        try (ActiveSpan span = start()) {
            try {
                return code.get();
            } catch (Throwable e) {
                span.fail(e);
                throw e;
            }
        }
    }

    /** The span, started and current until it is closed. */
    public ActiveSpan start() {
        return new ActiveSpan(builder.startSpan());
    }
}
