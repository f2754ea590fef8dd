package dev.clew.sdk.trace;

import dev.clew.sdk.frame.AttributeWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attributes in the order they came, each name once: the last value given wins, whatever its type.
 *
 * <p>Names are kept, and become keys when somebody reads them; a value whose class does not tell its type keeps the key that it
 * came with. Lists are copied when they come. Past a limit the newest are dropped, and counted; a value that has no room does not
 * replace the one that is there. Threads: guarded by the span's lock. Allocates: 8 bytes an attribute, growing by halves.
 */
final class AttributeList {
    static final String SAYS_NOTHING =
            "setAttribute ignored: the key is null or empty, or the value is null or none that can be kept";

    private static final int INITIAL_ENTRIES = 4;
    // What an attribute takes on the wire beyond its name and value, and a little more.
    static final int ENTRY_BYTES = 16;

    private final Limits limits;
    // name or key, value, name or key, value, ...
    private @Nullable Object[] entries;
    private int size;
    private int dropped;
    private int bytes;

    /** An empty list; values are cut to the length that the limits say. */
    AttributeList(Limits limits) {
        this.limits = limits;
        this.entries = new Object[2 * INITIAL_ENTRIES];
    }

    /** The attributes within the limits; null when there are none to keep or count. */
    static @Nullable AttributeList copyOf(@Nullable Attributes attributes, int maxCount, Limits limits) {
        if (attributes == null || attributes.isEmpty()) {
            return null;
        }
        AttributeList list = new AttributeList(limits);
        list.putAll(attributes, maxCount, limits.bytes);
        return list;
    }

    /**
     * One attribute under the type that the API gives its value: a {@link Value} that holds a string is a string. None when the
     * value is of a class other than OpenTelemetry's and cannot be read.
     */
    @SuppressWarnings("unchecked") // the value came with the key
    static Attributes narrowed(AttributeKey<?> key, Value<?> value) {
        try {
            return Attributes.builder().put((AttributeKey<Object>) key, value).build();
        } catch (RuntimeException unreadable) {
            Misuse.report("an attribute could not be read: " + unreadable);
            return Attributes.empty();
        }
    }

    /**
     * Sets attributes; those that a class other than OpenTelemetry's fails to give are left out.
     *
     * @param maxCount attributes that the list may hold
     * @param room bytes that the whole list may take
     */
    void putAll(Attributes attributes, int maxCount, int room) {
        try {
            attributes.forEach(
                    (key, value) -> putOwned(key, AttributeValue.owned(value, limits.valueLength), maxCount, room));
        } catch (RuntimeException unreadable) {
            Misuse.report("attributes could not be read to the end: " + unreadable);
        }
    }

    /** Sets what another list holds, and counts what it dropped. */
    void putAll(AttributeList other, int maxCount, int room) {
        for (int i = 0; i < 2 * other.size; i += 2) {
            putOwned(other.entries[i], other.entries[i + 1], maxCount, room);
        }
        dropped += other.dropped;
    }

    /** Sets an attribute of a span as the application gave it; a null or empty key or a value that cannot be kept is reported as misuse. */
    void putGiven(@Nullable Object key, @Nullable Object value, int room) {
        Object owned = AttributeValue.owned(value, limits.valueLength);
        String name = name(key);
        if (owned == null || name.isEmpty()) {
            Misuse.report(SAYS_NOTHING);
        } else {
            putOwned(name, key, owned, limits.attributes, room);
        }
    }

    /** Sets an attribute in a list of its own; a null or empty key or a null value is ignored. */
    void put(@Nullable Object key, @Nullable Object value, int maxCount) {
        putOwned(key, AttributeValue.owned(value, limits.valueLength), maxCount, limits.bytes);
    }

    private void putOwned(@Nullable Object key, @Nullable Object value, int maxCount, int room) {
        String name = name(key);
        if (value != null && !name.isEmpty()) {
            putOwned(name, key, value, maxCount, room);
        }
    }

    /**
     * Sets an attribute whose value is {@link AttributeValue#owned} already.
     *
     * @param name the key's, not empty
     * @param maxCount attributes that the list may hold
     * @param room bytes that the whole list may take
     */
    void putOwned(String name, @Nullable Object key, Object value, int maxCount, int room) {
        // By class, which is one comparison each; asking for an interface such as List takes a search.
        boolean tellsItsType = true;
        long grown = bytes;
        if (value instanceof String text) {
            grown += text.length();
        } else if (value instanceof Long || value instanceof Boolean || value instanceof Double) {
            grown += AttributeValue.NUMBER_BYTES;
        } else {
            grown += AttributeValue.bytes(value);
            tellsItsType = false;
        }
        int at = indexOf(name);
        if (at < 0) {
            at = 2 * size;
            grown += ENTRY_BYTES + name.length();
        } else {
            grown -= AttributeValue.bytes(entries[at + 1]);
        }
        if (grown > room || at >= 2L * maxCount) {
            dropped++;
            return;
        }
        if (at == 2 * size) {
            if (at == entries.length) {
                grow();
            }
            size++;
        }
        bytes = (int) grown;
        entries[at] = tellsItsType ? name : key;
        entries[at + 1] = value;
    }

    private void grow() {
        entries = Arrays.copyOf(entries, entries.length + Math.max(8, entries.length / 4 * 2));
    }

    private int indexOf(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < 2 * size; i += 2) {
            String other = name(entries[i]);
            if (other.hashCode() == hash && other.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What the span may hold, as it was when the list was made. */
    Limits limits() {
        return limits;
    }

    /** Attributes kept. */
    int size() {
        return size;
    }

    /** Attributes that a limit kept out. */
    int dropped() {
        return dropped;
    }

    /** Bytes of names and values, as {@link Limits} counts them. */
    int bytes() {
        return bytes;
    }

    /** The value under this name, whatever its type; null when there is none. */
    @Nullable
    Object get(String name) {
        int at = indexOf(name);
        return at < 0 ? null : entries[at + 1];
    }

    @Nullable
    Object get(AttributeKey<?> key) {
        int at = indexOf(key.getKey());
        if (at < 0) {
            return null;
        }
        AttributeKey<?> known = key(at);
        if (known.getType() == key.getType()) {
            return entries[at + 1];
        }
        // The API answers every attribute as a Value, too. A switch names no constant that an older API lacks.
        return switch (key.getType()) {
            case VALUE -> toAttributes().get(key);
            default -> null;
        };
    }

    void writeTo(AttributeWriter writer, int fieldTag) {
        for (int i = 0; i < 2 * size; i += 2) {
            writer.write(fieldTag, name(entries[i]), Objects.requireNonNull(entries[i + 1]));
        }
    }

    @SuppressWarnings("unchecked") // put sees to it that each value is of its key's type
    Attributes toAttributes() {
        AttributesBuilder builder = Attributes.builder();
        for (int i = 0; i < 2 * size; i += 2) {
            builder.put((AttributeKey<Object>) key(i), Objects.requireNonNull(entries[i + 1]));
        }
        return builder.build();
    }

    private AttributeKey<?> key(int at) {
        if (!(entries[at] instanceof String name)) {
            return (AttributeKey<?>) Objects.requireNonNull(entries[at]);
        }
        Object value = entries[at + 1];
        if (value instanceof String) {
            return AttributeKey.stringKey(name);
        }
        if (value instanceof Long) {
            return AttributeKey.longKey(name);
        }
        return value instanceof Double ? AttributeKey.doubleKey(name) : AttributeKey.booleanKey(name);
    }

    /** The name that the key or the string says; empty when it is null, and nothing can be put under it. */
    static String name(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        return key instanceof AttributeKey<?> typed ? typed.getKey() : "";
    }
}
