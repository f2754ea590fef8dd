package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A span that is recorded. Ending it encodes it, on the thread that ends it.
 *
 * <p>Nulls are ignored, as everywhere in the API, and so are changes after the end. Threads: any; changes are serialised by the
 * span's own word ({@link SpanState}). Allocates: 72 bytes, and lists when something is put into them.
 */
final class RecordingSpan extends SpanState implements ReadWriteSpan {
    private static final Logger LOGGER = Logger.getLogger(RecordingSpan.class.getName());

    private final ClewTracer tracer;
    private final SpanIdentity identity;
    private final @Nullable SpanIdentity parent;
    private final SpanKind kind;
    private final EpochClock.Anchor anchor;
    private final long startEpochNanos;
    private final long threadId;

    // Guarded by the span's word.
    private String name;
    private @Nullable AttributeList attributes;
    private @Nullable SpanDetails details;
    private long endEpochNanos;

    RecordingSpan(
            ClewSpanBuilder builder,
            SpanIdentity identity,
            @Nullable SpanIdentity parent,
            EpochClock.Anchor anchor,
            long startEpochNanos) {
        this.tracer = builder.tracer();
        this.identity = identity;
        this.parent = parent;
        this.anchor = anchor;
        this.startEpochNanos = startEpochNanos;
        this.threadId = Thread.currentThread().getId();
        this.kind = builder.kind();
        this.name = builder.name();
        this.attributes = builder.attributes();
        this.details = builder.details();
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
    public <T> Span setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
        return value instanceof Value<?> tree ? setAllAttributes(AttributeList.narrowed(key, tree)) : put(key, value);
    }

    @Override
    public Span setAttribute(@Nullable AttributeKey<Long> key, int value) {
        return put(key, (long) value);
    }

    @Override
    public Span setAllAttributes(@Nullable Attributes all) {
        AttributeList added = AttributeList.copyOf(all, Integer.MAX_VALUE, limits().getMaxAttributeValueLength());
        if (added != null && lock()) {
            try {
                attributesToFill().putAll(added);
            } finally {
                unlock();
            }
        }
        return this;
    }

    private Span put(@Nullable Object key, @Nullable Object value) {
        Object owned = AttributeValue.owned(value, limits().getMaxAttributeValueLength());
        if (key != null && owned != null && lock()) {
            try {
                attributesToFill().putOwned(key, owned);
            } finally {
                unlock();
            }
        }
        return this;
    }

    private AttributeList attributesToFill() {
        if (attributes == null) {
            SpanLimits limits = limits();
            attributes = new AttributeList(limits.getMaxNumberOfAttributes(), limits.getMaxAttributeValueLength());
        }
        return attributes;
    }

    @Override
    public Span addEvent(@Nullable String eventName, @Nullable Attributes eventAttributes) {
        return addEvent(eventName, eventAttributes, anchor.now());
    }

    @Override
    public Span addEvent(
            @Nullable String eventName, @Nullable Attributes eventAttributes, long timestamp, @Nullable TimeUnit unit) {
        // Without a unit it is ignored, as the API's own default method does.
        return unit == null ? this : addEvent(eventName, eventAttributes, eventTime(timestamp, unit));
    }

    @Override
    public Span addEvent(
            @Nullable String eventName, @Nullable Attributes eventAttributes, @Nullable Instant timestamp) {
        return addEvent(eventName, eventAttributes, timestamp == null ? anchor.now() : epochNanos(timestamp));
    }

    private Span addEvent(@Nullable String eventName, @Nullable Attributes eventAttributes, long epochNanos) {
        if (eventName != null) {
            SpanLimits limits = limits();
            AttributeList list = AttributeList.copyOf(
                    eventAttributes, limits.getMaxNumberOfAttributesPerEvent(), limits.getMaxAttributeValueLength());
            add(new RecordedEvent(eventName, epochNanos, list), limits);
        }
        return this;
    }

    @Override
    public Span recordException(@Nullable Throwable exception, @Nullable Attributes additional) {
        if (exception != null && !isEnded()) {
            SpanLimits limits = limits();
            AttributeList list =
                    new AttributeList(limits.getMaxNumberOfAttributesPerEvent(), limits.getMaxAttributeValueLength());
            add(RecordedException.of(exception, additional, anchor.now(), list), limits);
        }
        return this;
    }

    private void add(RecordedEvent event, SpanLimits limits) {
        if (lock()) {
            try {
                detailsToFill().addEvent(event, limits.getMaxNumberOfEvents());
            } finally {
                unlock();
            }
        }
    }

    @Override
    public Span addLink(@Nullable SpanContext context, @Nullable Attributes linkAttributes) {
        if (context != null && RecordedLink.says(context, linkAttributes)) {
            SpanLimits limits = limits();
            RecordedLink link = RecordedLink.of(context, linkAttributes, limits);
            if (lock()) {
                try {
                    detailsToFill().addLink(link, limits.getMaxNumberOfLinks());
                } finally {
                    unlock();
                }
            }
        }
        return this;
    }

    @Override
    public Span setStatus(@Nullable StatusCode code, @Nullable String description) {
        if (code != null && code != StatusCode.UNSET && lock()) {
            try {
                detailsToFill().setStatus(code, description);
            } finally {
                unlock();
            }
        }
        return this;
    }

    private SpanDetails detailsToFill() {
        if (details == null) {
            details = new SpanDetails();
        }
        return details;
    }

    @Override
    public Span updateName(@Nullable String newName) {
        if (newName != null && lock()) {
            name = newName.isBlank() ? ClewTracer.UNNAMED : newName;
            unlock();
        }
        return this;
    }

    @Override
    public void end() {
        finish(0);
    }

    @Override
    public void end(long timestamp, @Nullable TimeUnit unit) {
        finish((unit == null ? TimeUnit.NANOSECONDS : unit).toNanos(timestamp));
    }

    @Override
    public void end(@Nullable Instant timestamp) {
        finish(timestamp == null ? 0 : epochNanos(timestamp));
    }

    // From here to the published frame: SpanRecorder.record, SpanEncoder.encode, Stripes.publish.
    private void finish(long givenEpochNanos) {
        Processors processors = tracer.provider().processors();
        // A clock too coarse for the span would give it no length, which viewers take for a mistake. It is read before
        // the lock: it may be foreign code.
        long end = givenEpochNanos != 0 ? givenEpochNanos : Math.max(anchor.now(), startEpochNanos + 1);
        if (isEndingOrEnded() || !lock()) {
            LOGGER.log(Level.FINE, "a span was ended twice, the first end counts: {0}", name);
            return;
        }
        endEpochNanos = end;
        if (processors.wantEnding()) {
            unlockEnding();
            processors.onEnding(this);
            lock();
        }
        unlockEnded();
        processors.onEnd(this);
        tracer.provider().ended(this);
    }

    @Override
    public boolean isRecording() {
        return !isEnded();
    }

    @Override
    public boolean hasEnded() {
        return isEnded();
    }

    @Override
    public SpanContext getSpanContext() {
        return identity.context();
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent == null ? SpanContext.getInvalid() : parent.context();
    }

    @Override
    public String getName() {
        return Objects.requireNonNull(read(() -> name));
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanData toSpanData() {
        return Objects.requireNonNull(read(() -> new SpanSnapshot(this)));
    }

    @Override
    @Deprecated
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        InstrumentationScopeInfo scope = tracer.scope();
        return InstrumentationLibraryInfo.create(scope.getName(), scope.getVersion(), scope.getSchemaUrl());
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return tracer.scope();
    }

    @Override
    public long getLatencyNanos() {
        long end = read(() -> endEpochNanos);
        return (end != 0 ? end : anchor.now()) - startEpochNanos;
    }

    @Override
    @SuppressWarnings("unchecked") // a list answers only what was put under a key of that type
    public <T> @Nullable T getAttribute(@Nullable AttributeKey<T> key) {
        return (T) read(() -> attributes == null || key == null ? null : attributes.get(key));
    }

    @Override
    public Attributes getAttributes() {
        return Objects.requireNonNull(read(() -> attributes == null ? Attributes.empty() : attributes.toAttributes()));
    }

    static long epochNanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private long eventTime(long timestamp, TimeUnit unit) {
        return timestamp <= 0 ? anchor.now() : unit.toNanos(timestamp);
    }

    private SpanLimits limits() {
        return tracer.provider().limits();
    }

    ClewTracer tracer() {
        return tracer;
    }

    int scopeId() {
        return tracer.scopeId();
    }

    SpanIdentity identity() {
        return identity;
    }

    @Nullable
    SpanIdentity parent() {
        return parent;
    }

    EpochClock.Anchor anchor() {
        return anchor;
    }

    long startEpochNanos() {
        return startEpochNanos;
    }

    long threadId() {
        return threadId;
    }

    // Unguarded: for the encoder, after the end, and for copies taken within read().

    String currentName() {
        return name;
    }

    @Nullable
    AttributeList attributeList() {
        return attributes;
    }

    @Nullable
    SpanDetails details() {
        return details;
    }

    long endEpochNanos() {
        return endEpochNanos;
    }

    @Override
    public String toString() {
        return "RecordingSpan{" + identity.context() + ", name=" + name + "}";
    }
}
