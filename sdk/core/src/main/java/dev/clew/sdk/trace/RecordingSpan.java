package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span that is recorded. Ending it encodes it, on the thread that ends it.
 *
 * <p>Nulls are ignored, as everywhere in the API, and so are changes after the end; each leaves a line at FINE. The interface's default
 * methods are overridden, as they would keep such a line to themselves. Threads: any;
 * changes are serialised by the span's own word ({@link SpanState}). Allocates: 80 bytes, and lists when something is put into them.
 */
final class RecordingSpan extends SpanRecord {
    RecordingSpan(
            SpanSeed seed,
            SpanIdentity identity,
            @Nullable SpanIdentity parent,
            EpochClock.Anchor anchor,
            long startEpochNanos) {
        super(seed, identity, parent, anchor, startEpochNanos);
    }

    @Override
    public Span setAttribute(@Nullable String key, @Nullable String value) {
        return put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable String key, long value) {
        return put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable String key, double value) {
        return put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable String key, boolean value) {
        return put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable String key, @Nullable Value<?> value) {
        return setAttribute(key == null ? null : AttributeKey.valueKey(key), value);
    }

    @Override
    public <T> Span setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
        return !AttributeValue.isPlain(value) && value instanceof Value<?> tree && key != null
                ? setAllAttributes(AttributeList.narrowed(key, tree))
                : put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable AttributeKey<Long> key, int value) {
        return put(key, (long) value);
    }

    @Override
    public Span setAllAttributes(@Nullable Attributes all) {
        if (all == null) {
            Misuse.report("setAllAttributes ignored: the attributes are null");
            return this;
        }
        Limits limits = limits();
        AttributeList added = AttributeList.copyOf(all, Integer.MAX_VALUE, limits);
        if (added != null) {
            if (lock()) {
                try {
                    attributesToFill(limits).putAll(added, limits.attributes, limits.roomBeside(details()));
                } finally {
                    unlock();
                }
            } else {
                Misuse.afterEnd("setAllAttributes");
            }
        }
        return this;
    }

    private Span put(@Nullable Object key, @Nullable Object value) {
        Limits limits = limits();
        Object owned = AttributeValue.owned(value, limits.valueLength);
        String name = AttributeList.name(key);
        if (owned == null || name.isEmpty()) {
            Misuse.report(AttributeList.SAYS_NOTHING);
        } else if (lock()) {
            try {
                attributesToFill(limits).putOwned(name, key, owned, limits.attributes, limits.roomBeside(details()));
            } finally {
                unlock();
            }
        } else {
            Misuse.afterEnd("setAttribute");
        }
        return this;
    }

    @Override
    public Span addEvent(@Nullable String eventName) {
        return addEvent(eventName, null, anchor().now());
    }

    @Override
    public Span addEvent(@Nullable String eventName, long timestamp, @Nullable TimeUnit unit) {
        return addEvent(eventName, null, timestamp, unit);
    }

    @Override
    public Span addEvent(@Nullable String eventName, @Nullable Instant timestamp) {
        return addEvent(eventName, null, timestamp);
    }

    @Override
    public Span addEvent(@Nullable String eventName, @Nullable Attributes eventAttributes) {
        return addEvent(eventName, eventAttributes, anchor().now());
    }

    @Override
    public Span addEvent(
            @Nullable String eventName, @Nullable Attributes eventAttributes, long timestamp, @Nullable TimeUnit unit) {
        if (unit == null) {
            // As the API's own default method does.
            Misuse.report("addEvent ignored: the timestamp has no unit");
            return this;
        }
        return addEvent(eventName, eventAttributes, eventTime(unit.toNanos(timestamp)));
    }

    @Override
    public Span addEvent(
            @Nullable String eventName, @Nullable Attributes eventAttributes, @Nullable Instant timestamp) {
        return addEvent(eventName, eventAttributes, timestamp == null ? anchor().now() : epochNanos(timestamp));
    }

    private Span addEvent(@Nullable String eventName, @Nullable Attributes eventAttributes, long epochNanos) {
        if (eventName == null) {
            Misuse.report("addEvent ignored: the name is null");
        } else {
            Limits limits = limits();
            add(RecordedEvent.of(eventName, epochNanos, eventAttributes, limits), limits, "addEvent");
        }
        return this;
    }

    @Override
    public Span recordException(@Nullable Throwable exception) {
        return recordException(exception, null);
    }

    @Override
    public Span recordException(@Nullable Throwable exception, @Nullable Attributes additional) {
        if (exception == null) {
            Misuse.report("recordException ignored: the exception is null");
        } else if (isEnded()) {
            Misuse.afterEnd("recordException");
        } else {
            Limits limits = limits();
            add(RecordedException.of(exception, additional, anchor().now(), limits), limits, "recordException");
        }
        return this;
    }

    private void add(RecordedEvent event, Limits limits, String change) {
        if (lock()) {
            try {
                detailsToFill().addEvent(event, limits.events, limits.roomBeside(attributeList()));
            } finally {
                unlock();
            }
        } else {
            Misuse.afterEnd(change);
        }
    }

    @Override
    public Span addLink(@Nullable SpanContext context) {
        return addLink(context, null);
    }

    @Override
    public Span addLink(@Nullable SpanContext context, @Nullable Attributes linkAttributes) {
        if (context == null || !RecordedLink.says(context, linkAttributes)) {
            Misuse.report(RecordedLink.SAYS_NOTHING);
            return this;
        }
        Limits limits = limits();
        RecordedLink link = RecordedLink.of(context, linkAttributes, limits);
        if (lock()) {
            try {
                detailsToFill().addLink(link, limits.links, limits.roomBeside(attributeList()));
            } finally {
                unlock();
            }
        } else {
            Misuse.afterEnd("addLink");
        }
        return this;
    }

    @Override
    public Span setStatus(@Nullable StatusCode code) {
        return setStatus(code, null);
    }

    @Override
    public Span setStatus(@Nullable StatusCode code, @Nullable String description) {
        if (code == null) {
            Misuse.report("setStatus ignored: the code is null");
        } else if (code != StatusCode.UNSET) {
            if (lock()) {
                try {
                    detailsToFill().setStatus(code, description);
                } finally {
                    unlock();
                }
            } else {
                Misuse.afterEnd("setStatus");
            }
        }
        return this;
    }

    @Override
    public Span updateName(@Nullable String newName) {
        if (newName == null) {
            Misuse.report("updateName ignored: the name is null");
            return this;
        }
        String usable = ClewTracer.usableName(newName);
        if (lock()) {
            changeName(usable);
            unlock();
        } else {
            Misuse.afterEnd("updateName");
        }
        return this;
    }

    @Override
    public void end() {
        tracer().life().end(this, 0);
    }

    @Override
    public void end(long timestamp, @Nullable TimeUnit unit) {
        if (unit == null) {
            Misuse.report("end takes nanoseconds: the timestamp has no unit");
        }
        tracer().life().end(this, (unit == null ? TimeUnit.NANOSECONDS : unit).toNanos(timestamp));
    }

    @Override
    public void end(@Nullable Instant timestamp) {
        if (timestamp == null) {
            Misuse.report("end happens now: the timestamp is null");
        }
        tracer().life().end(this, timestamp == null ? 0 : epochNanos(timestamp));
    }

    static long epochNanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private long eventTime(long epochNanos) {
        if (epochNanos < 0) {
            Misuse.report("addEvent happens now: the timestamp is negative");
        }
        return epochNanos <= 0 ? anchor().now() : epochNanos;
    }

    @Override
    public String toString() {
        return "RecordingSpan{" + identity().context() + ", name=" + currentName() + "}";
    }
}
