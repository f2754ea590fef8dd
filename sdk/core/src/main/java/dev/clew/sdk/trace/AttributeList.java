package dev.clew.sdk.trace;

import dev.clew.sdk.frame.AttributeWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
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
 * came with. Lists are copied when they come. Past the limit the newest are dropped, and counted. Threads: guarded by the span's lock.
 * Allocates: 8 bytes an attribute, growing by halves.
 */
final class AttributeList {
    private static final int INITIAL_ENTRIES = 4;

    private final int maxCount;
    private final int maxLength;
    // name or key, value, name or key, value, ...
    private @Nullable Object[] entries;
    private int size;
    private int dropped;

    /**
     * An empty list.
     *
     * @param maxCount attributes kept at most
     * @param maxLength of a string, in UTF-16 units; never cut in the middle of a code point
     */
    AttributeList(int maxCount, int maxLength) {
        this.maxCount = maxCount;
        this.maxLength = maxLength;
        this.entries = new Object[2 * INITIAL_ENTRIES];
    }

    /** The attributes within the limits; null when there are none to keep or count. */
    static @Nullable AttributeList copyOf(@Nullable Attributes attributes, int maxCount, int maxLength) {
        if (attributes == null || attributes.isEmpty()) {
            return null;
        }
        AttributeList list = new AttributeList(maxCount, maxLength);
        list.putAll(attributes);
        return list;
    }

    /** One attribute under the type that the API gives its value: a {@link Value} that holds a string is a string. */
    @SuppressWarnings("unchecked") // the value came with the key
    static Attributes narrowed(@Nullable AttributeKey<?> key, Value<?> value) {
        return key == null
                ? Attributes.empty()
                : Attributes.builder().put((AttributeKey<Object>) key, value).build();
    }

    void putAll(Attributes attributes) {
        attributes.forEach(this::put);
    }

    /** Sets what another list holds. */
    void putAll(AttributeList other) {
        for (int i = 0; i < 2 * other.size; i += 2) {
            putOwned(other.entries[i], other.entries[i + 1]);
        }
    }

    /** Sets an attribute; a null or empty key or a null value is ignored. */
    void put(@Nullable Object key, @Nullable Object value) {
        putOwned(key, AttributeValue.owned(value, maxLength));
    }

    /** As {@link #put}, for a value that is {@link AttributeValue#owned} already: no foreign code runs. */
    void putOwned(@Nullable Object key, @Nullable Object value) {
        if (key == null || value == null) {
            return;
        }
        String name = name(key);
        if (name.isEmpty()) {
            return;
        }
        int at = indexOf(name);
        if (at < 0) {
            if (size >= maxCount) {
                dropped++;
                return;
            }
            at = 2 * size;
            if (at == entries.length) {
                entries = Arrays.copyOf(entries, entries.length + Math.max(8, entries.length / 4 * 2));
            }
            size++;
        }
        entries[at] = tellsItsType(value) ? name : key;
        entries[at + 1] = value;
    }

    // By class, which is one comparison each; asking for an interface such as List takes a search.
    private static boolean tellsItsType(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean || value instanceof Double;
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

    /** Attributes kept. */
    int size() {
        return size;
    }

    /** Attributes that the limit kept out. */
    int dropped() {
        return dropped;
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
        // The API answers every attribute as a Value, too.
        return key.getType() == AttributeType.VALUE ? toAttributes().get(key) : null;
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

    private static String name(@Nullable Object key) {
        return key instanceof String name ? name : ((AttributeKey<?>) Objects.requireNonNull(key)).getKey();
    }
}
