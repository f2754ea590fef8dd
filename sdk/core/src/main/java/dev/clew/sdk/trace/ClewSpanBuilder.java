package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a span is to be. What it gathered goes to the span it starts, so that using it again changes no started span.
 *
 * <p>Nulls are ignored, as everywhere in the API. Threads: one at a time. Allocates: itself, and lists when asked for.
 */
final class ClewSpanBuilder implements SpanBuilder {
    private final ClewTracer tracer;
    private final String name;
    private SpanKind kind = SpanKind.INTERNAL;
    private @Nullable Context parent;
    private @Nullable Limits limits;
    private @Nullable AttributeList attributes;
    private @Nullable SpanDetails details;
    private long startEpochNanos;

    ClewSpanBuilder(ClewTracer tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    @Override
    public SpanBuilder setParent(@Nullable Context context) {
        if (context == null) {
            Misuse.report("setParent ignored: the context is null");
        } else {
            parent = context;
        }
        return this;
    }

    @Override
    public SpanBuilder setNoParent() {
        parent = Context.root();
        return this;
    }

    @Override
    public SpanBuilder addLink(@Nullable SpanContext context) {
        return addLink(context, null);
    }

    @Override
    public SpanBuilder addLink(@Nullable SpanContext context, @Nullable Attributes linkAttributes) {
        if (context == null || !RecordedLink.says(context, linkAttributes)) {
            Misuse.report(RecordedLink.SAYS_NOTHING);
            return this;
        }
        Limits known = limits();
        RecordedLink link = RecordedLink.of(context, linkAttributes, known);
        detailsToFill().addLink(link, known.links, known.roomBeside(attributes));
        return this;
    }

    @Override
    public SpanBuilder setAttribute(@Nullable String key, @Nullable String value) {
        return put(key, value);
    }

    @Override
    public SpanBuilder setAttribute(@Nullable String key, long value) {
        return put(key, value);
    }

    @Override
    public SpanBuilder setAttribute(@Nullable String key, double value) {
        return put(key, value);
    }

    @Override
    public SpanBuilder setAttribute(@Nullable String key, boolean value) {
        return put(key, value);
    }

    @Override
    public <T> SpanBuilder setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
        return !AttributeValue.isPlain(value) && value instanceof Value<?> tree && key != null
                ? setAllAttributes(AttributeList.narrowed(key, tree))
                : put(key, value);
    }

    @Override
    public SpanBuilder setAttribute(@Nullable AttributeKey<Long> key, int value) {
        return put(key, (long) value);
    }

    @Override
    public SpanBuilder setAllAttributes(@Nullable Attributes all) {
        if (all == null) {
            Misuse.report("setAllAttributes ignored: the attributes are null");
            return this;
        }
        if (!all.isEmpty()) {
            Limits known = limits();
            attributeList(known).putAll(all, known.attributes, known.roomBeside(details));
        }
        return this;
    }

    private SpanBuilder put(@Nullable Object key, @Nullable Object value) {
        Limits known = limits();
        attributeList(known).putGiven(key, value, known.roomBeside(details));
        return this;
    }

    private AttributeList attributeList(Limits known) {
        if (attributes == null) {
            attributes = new AttributeList(known);
        }
        return attributes;
    }

    private Limits limits() {
        if (limits == null) {
            limits = tracer.provider().limits();
        }
        return limits;
    }

    @Override
    public SpanBuilder setSpanKind(@Nullable SpanKind spanKind) {
        if (spanKind == null) {
            Misuse.report("setSpanKind ignored: the kind is null");
        } else {
            kind = spanKind;
        }
        return this;
    }

    @Override
    public SpanBuilder setStartTimestamp(long timestamp, @Nullable TimeUnit unit) {
        if (timestamp < 0 || unit == null) {
            Misuse.report("setStartTimestamp ignored: the timestamp is negative, or has no unit");
        } else {
            startEpochNanos = unit.toNanos(timestamp);
        }
        return this;
    }

    @Override
    public SpanBuilder setStartTimestamp(@Nullable Instant timestamp) {
        if (timestamp == null) {
            Misuse.report("setStartTimestamp ignored: the timestamp is null");
            return this;
        }
        return setStartTimestamp(RecordingSpan.epochNanos(timestamp), TimeUnit.NANOSECONDS);
    }

    private SpanDetails detailsToFill() {
        if (details == null) {
            details = new SpanDetails();
        }
        return details;
    }

    @Override
    public Span startSpan() {
        Context context = parent == null ? Context.current() : parent;
        if (startEpochNanos != 0) {
            detailsToFill().startAt(startEpochNanos);
        }
        Span span = tracer.life().start(context, name, kind, attributes, details);
        attributes = null;
        details = null;
        limits = null;
        if (span instanceof RecordingSpan recording) {
            tracer.provider().processors().onStart(context, recording);
        }
        return span;
    }
}
