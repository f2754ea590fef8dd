package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import org.jspecify.annotations.Nullable;

/** An event as it was recorded. Threads: immutable. */
class RecordedEvent implements EventData {
    // What an event takes beyond its name and attributes: its time, tags and lengths.
    private static final int EVENT_BYTES = 32;

    private final String name;
    private final long epochNanos;
    private final @Nullable AttributeList attributes;

    RecordedEvent(String name, long epochNanos, @Nullable AttributeList attributes) {
        this.name = name;
        this.epochNanos = epochNanos;
        this.attributes = attributes;
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final long getEpochNanos() {
        return epochNanos;
    }

    @Override
    public final Attributes getAttributes() {
        return attributes == null ? Attributes.empty() : attributes.toAttributes();
    }

    @Override
    public final int getTotalAttributeCount() {
        return attributes == null ? 0 : attributes.size() + attributes.dropped();
    }

    final @Nullable AttributeList attributes() {
        return attributes;
    }

    /** As {@link Limits} counts them. */
    final long bytes() {
        return (long) EVENT_BYTES + name.length() + (attributes == null ? 0 : attributes.bytes());
    }

    /** Whether a limit kept an attribute out. */
    boolean discarded() {
        return attributes != null && attributes.dropped() > 0;
    }

    /** The same event as OpenTelemetry's own type, whose equality is by content. */
    EventData toEventData() {
        return EventData.create(epochNanos, name, getAttributes(), getTotalAttributeCount());
    }
}
