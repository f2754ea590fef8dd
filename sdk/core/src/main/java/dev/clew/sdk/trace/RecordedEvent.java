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
    // Either as they were given or copied.
    private final Attributes given;
    private final int givenBytes;
    private final @Nullable AttributeList attributes;

    RecordedEvent(String name, long epochNanos, @Nullable AttributeList attributes) {
        this(name, epochNanos, Attributes.empty(), 0, attributes);
    }

    private RecordedEvent(
            String name, long epochNanos, Attributes given, int givenBytes, @Nullable AttributeList attributes) {
        this.name = name;
        this.epochNanos = epochNanos;
        this.given = given;
        this.givenBytes = givenBytes;
        this.attributes = attributes;
    }

    /** An event with the attributes within the limits. */
    static RecordedEvent of(String name, long epochNanos, @Nullable Attributes attributes, Limits limits) {
        if (attributes == null) {
            return new RecordedEvent(name, epochNanos, null);
        }
        int bytes = GivenAttributes.bytes(attributes, limits.attributesPerEvent, limits);
        return bytes == GivenAttributes.TO_BE_COPIED
                ? new RecordedEvent(
                        name, epochNanos, AttributeList.copyOf(attributes, limits.attributesPerEvent, limits))
                : new RecordedEvent(name, epochNanos, attributes, bytes, null);
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
        return attributes == null ? given : attributes.toAttributes();
    }

    @Override
    public final int getTotalAttributeCount() {
        return attributes == null ? given.size() : attributes.size() + attributes.dropped();
    }

    /** Attributes kept as they were given; empty when they were copied. */
    final Attributes given() {
        return given;
    }

    /** Attributes that were copied, or of which a limit kept some out. */
    final @Nullable AttributeList attributes() {
        return attributes;
    }

    /** As {@link Limits} counts them. */
    final long bytes() {
        return (long) EVENT_BYTES + name.length() + (attributes == null ? givenBytes : attributes.bytes());
    }

    /** Whether a limit kept an attribute out. */
    final boolean discarded() {
        return attributes != null && attributes.dropped() > 0;
    }

    /** The same event as OpenTelemetry's own type, whose equality is by content. */
    EventData toEventData() {
        return EventData.create(epochNanos, name, getAttributes(), getTotalAttributeCount());
    }
}
