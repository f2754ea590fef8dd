package dev.clew.sdk.trace;

import io.opentelemetry.sdk.trace.SpanLimits;
import org.jspecify.annotations.Nullable;

/**
 * What one span may hold, read once for it: OpenTelemetry's six limits, and the bytes of all its attributes, events and links.
 *
 * <p>Bytes are an estimate that costs no look at the text: a string counts as its UTF-16 length, a number as 8, and each attribute,
 * event and link as something on top. Encoded, text takes at most three times as much. Threads: immutable.
 */
final class Limits {
    /** Of a span's name and of its status description, in UTF-16 units: they come on top of the bytes. */
    static final int MAX_TEXT = 16 * 1024;

    final SpanLimits source;
    final int attributes;
    final int events;
    final int links;
    final int attributesPerEvent;
    final int attributesPerLink;
    final int valueLength;
    final int bytes;

    Limits(SpanLimits source, int bytes) {
        this.source = source;
        this.attributes = source.getMaxNumberOfAttributes();
        this.events = source.getMaxNumberOfEvents();
        this.links = source.getMaxNumberOfLinks();
        this.attributesPerEvent = source.getMaxNumberOfAttributesPerEvent();
        this.attributesPerLink = source.getMaxNumberOfAttributesPerLink();
        this.valueLength = source.getMaxAttributeValueLength();
        this.bytes = bytes;
    }

    /** Bytes that the attributes of a span may take. */
    int roomBeside(@Nullable SpanDetails details) {
        return details == null ? bytes : bytes - details.bytes();
    }

    /** Bytes that the events and links of a span may take. */
    int roomBeside(@Nullable AttributeList list) {
        return list == null ? bytes : bytes - list.bytes();
    }
}
