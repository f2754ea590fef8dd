package dev.clew.sdk.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.function.BiConsumer;

/**
 * Decides whether attributes can be kept as they were given, with no copy: they are of OpenTelemetry's own immutable class, hold
 * nothing but text, numbers and booleans, and are within the limits.
 *
 * <p>A list in them may be the caller's own, which the caller may change. Threads: one; made for one question.
 */
final class GivenAttributes implements BiConsumer<AttributeKey<?>, Object> {
    /** What {@link #bytes} answers when the attributes are to be copied. */
    static final int TO_BE_COPIED = -1;

    private static final Class<?> OPEN_TELEMETRYS = Attributes.empty().getClass();
    private static final Class<?> OPEN_TELEMETRYS_KEY =
            AttributeKey.stringKey("name").getClass();

    private final int maxLength;
    private long bytes;
    private boolean keepable = true;

    private GivenAttributes(int maxLength) {
        this.maxLength = maxLength;
    }

    /** The attributes' bytes, as {@link Limits} counts them, or {@link #TO_BE_COPIED}. */
    static int bytes(Attributes attributes, int maxCount, Limits limits) {
        if (attributes.getClass() != OPEN_TELEMETRYS || attributes.size() > maxCount) {
            return TO_BE_COPIED;
        }
        GivenAttributes sum = new GivenAttributes(limits.valueLength);
        attributes.forEach(sum);
        return sum.keepable && sum.bytes <= limits.bytes ? (int) sum.bytes : TO_BE_COPIED;
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
        if (key.getClass() != OPEN_TELEMETRYS_KEY || key.getKey().isEmpty()) {
            keepable = false;
            return;
        }
        bytes += AttributeList.ENTRY_BYTES + key.getKey().length();
        if (value instanceof String text) {
            bytes += text.length();
            keepable &= text.length() <= maxLength;
        } else {
            bytes += AttributeValue.NUMBER_BYTES;
            keepable &= AttributeValue.isPlain(value);
        }
    }
}
