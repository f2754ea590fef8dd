package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span that the sampler dropped: it has an identity, so that children and other services know the decision, and forgets the
 * rest. Every method of the interface is overridden, so that none of its defaults makes a key or a box first.
 */
final class UnrecordedSpan extends SpanIdentity implements Span {
    UnrecordedSpan(long traceIdHigh, long traceIdLow, long spanId, byte flags, TraceState traceState) {
        super(traceIdHigh, traceIdLow, spanId, flags, traceState);
    }

    @Override
    public SpanContext getSpanContext() {
        return context();
    }

    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    public Span setAttribute(String key, @Nullable String value) {
        return this;
    }

    @Override
    public Span setAttribute(String key, long value) {
        return this;
    }

    @Override
    public Span setAttribute(String key, double value) {
        return this;
    }

    @Override
    public Span setAttribute(String key, boolean value) {
        return this;
    }

    @Override
    public Span setAttribute(String key, Value<?> value) {
        return this;
    }

    @Override
    public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
        return this;
    }

    @Override
    public Span setAttribute(AttributeKey<Long> key, int value) {
        return this;
    }

    @Override
    public Span setAllAttributes(Attributes attributes) {
        return this;
    }

    @Override
    public Span addEvent(String name) {
        return this;
    }

    @Override
    public Span addEvent(String name, long timestamp, TimeUnit unit) {
        return this;
    }

    @Override
    public Span addEvent(String name, Instant timestamp) {
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes) {
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
        return this;
    }

    @Override
    public Span addEvent(String name, Attributes attributes, Instant timestamp) {
        return this;
    }

    @Override
    public Span setStatus(StatusCode statusCode) {
        return this;
    }

    @Override
    public Span setStatus(StatusCode statusCode, String description) {
        return this;
    }

    @Override
    public Span recordException(Throwable exception) {
        return this;
    }

    @Override
    public Span recordException(Throwable exception, Attributes additionalAttributes) {
        return this;
    }

    @Override
    public Span updateName(String name) {
        return this;
    }

    @Override
    public Span addLink(SpanContext spanContext) {
        return this;
    }

    @Override
    public Span addLink(SpanContext spanContext, Attributes attributes) {
        return this;
    }

    @Override
    public void end() {
        // Nothing was started that could end.
    }

    @Override
    public void end(long timestamp, TimeUnit unit) {
        // Nothing was started that could end.
    }

    @Override
    public void end(Instant timestamp) {
        // Nothing was started that could end.
    }
}
