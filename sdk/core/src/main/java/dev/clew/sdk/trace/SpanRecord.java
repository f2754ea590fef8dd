package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded span holds, and how it is read; {@link RecordingSpan} changes and ends it.
 *
 * <p>Threads: any; readers copy by {@link SpanState#read} and hold nothing up.
 */
abstract class SpanRecord extends SpanState implements ReadWriteSpan {
    private final ClewTracer tracer;
    private final SpanIdentity identity;
    private final @Nullable SpanIdentity parent;
    private final SpanKind kind;
    private final EpochClock.Anchor anchor;
    private final long startEpochNanos;
    private final long threadId;

    // Plain: read once for a span, twice in a race; its fields are final.
    private @Nullable Limits limits;

    // Guarded by the span's word.
    private String name;
    private @Nullable AttributeList attributes;
    private @Nullable SpanDetails details;
    private long endEpochNanos;

    SpanRecord(
            SpanSeed seed,
            SpanIdentity identity,
            @Nullable SpanIdentity parent,
            EpochClock.Anchor anchor,
            long startEpochNanos) {
        this.tracer = seed.tracer();
        this.identity = identity;
        this.parent = parent;
        this.anchor = anchor;
        this.startEpochNanos = startEpochNanos;
        this.threadId = Thread.currentThread().getId();
        this.kind = seed.kind();
        this.name = seed.name();
        this.attributes = seed.attributes();
        this.limits = attributes == null ? null : attributes.limits();
        this.details = seed.details();
    }

    @Override
    public final boolean isRecording() {
        return !isEnded();
    }

    @Override
    public final boolean hasEnded() {
        return isEnded();
    }

    @Override
    public final SpanContext getSpanContext() {
        return identity.context();
    }

    @Override
    public final SpanContext getParentSpanContext() {
        return parent == null ? SpanContext.getInvalid() : parent.context();
    }

    @Override
    public final String getName() {
        return Objects.requireNonNull(read(() -> name));
    }

    @Override
    public final SpanKind getKind() {
        return kind;
    }

    @Override
    public final SpanData toSpanData() {
        return Objects.requireNonNull(read(() -> new SpanSnapshot(this)));
    }

    @Override
    @Deprecated
    public final InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        InstrumentationScopeInfo scope = tracer.scope();
        return InstrumentationLibraryInfo.create(scope.getName(), scope.getVersion(), scope.getSchemaUrl());
    }

    @Override
    public final InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return tracer.scope();
    }

    @Override
    public final long getLatencyNanos() {
        long end = read(() -> endEpochNanos);
        return (end != 0 ? end : anchor.now()) - startEpochNanos;
    }

    @Override
    @SuppressWarnings("unchecked") // a list answers only what was put under a key of that type
    public final <T> @Nullable T getAttribute(@Nullable AttributeKey<T> key) {
        if (key == null) {
            Misuse.report("getAttribute answers null: the key is null");
            return null;
        }
        return (T) read(() -> attributes == null ? null : attributes.get(key));
    }

    @Override
    public final Attributes getAttributes() {
        return Objects.requireNonNull(read(() -> attributes == null ? Attributes.empty() : attributes.toAttributes()));
    }

    final ClewTracer tracer() {
        return tracer;
    }

    final int scopeId() {
        return tracer.scopeId();
    }

    final SpanIdentity identity() {
        return identity;
    }

    final @Nullable SpanIdentity parent() {
        return parent;
    }

    final EpochClock.Anchor anchor() {
        return anchor;
    }

    final long startEpochNanos() {
        return startEpochNanos;
    }

    final long threadId() {
        return threadId;
    }

    final Limits limits() {
        Limits known = limits;
        if (known == null) {
            known = tracer.provider().limits();
            limits = known;
        }
        return known;
    }

    // Under the span's lock.

    final void changeName(String newName) {
        name = newName;
    }

    final void pinEnd(long epochNanos) {
        endEpochNanos = epochNanos;
    }

    final AttributeList attributesToFill(Limits known) {
        AttributeList list = attributes;
        if (list == null) {
            list = new AttributeList(known);
            attributes = list;
        }
        return list;
    }

    final SpanDetails detailsToFill() {
        SpanDetails made = details;
        if (made == null) {
            made = new SpanDetails();
            details = made;
        }
        return made;
    }

    // Unguarded: under the lock, for the encoder, after the end, and for copies taken within read().

    final String currentName() {
        return name;
    }

    final @Nullable AttributeList attributeList() {
        return attributes;
    }

    final @Nullable SpanDetails details() {
        return details;
    }

    final long endEpochNanos() {
        return endEpochNanos;
    }

    /** Whether a limit kept something out. */
    final boolean discarded() {
        AttributeList list = attributes;
        SpanDetails more = details;
        return (list != null && list.dropped() > 0) || (more != null && more.discarded());
    }
}
