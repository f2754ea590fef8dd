package dev.clew.sdk.trace;

import dev.clew.sdk.frame.AttributeWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attributes in the order they came, each name once: the last value given wins, whatever its type.
 *
 * <p>Keys are kept as they were given, a {@link String} or an {@link AttributeKey}, and become keys when somebody reads them.
 * Lists are copied when they come. Past the limit the newest are dropped, and counted. Threads: guarded by the span's lock.
 * Allocates: 8 bytes an attribute, growing by halves.
 */
final class AttributeList {
    private static final int INITIAL_ENTRIES = 4;

    private final int maxCount;
    private final int maxLength;
    // key, value, key, value, ...
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

    void putAll(Attributes attributes) {
        attributes.forEach(this::put);
    }

    /** Sets an attribute; a null or empty key or a null value is ignored. */
    void put(@Nullable Object key, @Nullable Object value) {
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
            at = 2 * size++;
            if (at == entries.length) {
                entries = Arrays.copyOf(entries, entries.length + Math.max(8, entries.length / 4 * 2));
            }
        }
        Object kept = owned(value);
        entries[at] = key instanceof AttributeKey<?> typed && isNarrowed(typed, kept) ? name : key;
        entries[at + 1] = kept;
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

    // A Value that holds a string, boolean, long or double is that attribute.
    private static boolean isNarrowed(AttributeKey<?> key, Object value) {
        return key.getType() == AttributeType.VALUE && !(value instanceof Value<?>);
    }

    private Object owned(Object value) {
        if (value instanceof String string) {
            return cut(string);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list);
            copy.replaceAll(element -> element instanceof String string ? cut(string) : element);
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Value<?> tree) {
            ValueType type = tree.getType();
            boolean primitive = type == ValueType.STRING
                    || type == ValueType.BOOLEAN
                    || type == ValueType.LONG
                    || type == ValueType.DOUBLE;
            return primitive ? owned(tree.getValue()) : tree;
        }
        return value;
    }

    private String cut(String value) {
        if (value.length() <= maxLength) {
            return value;
        }
        boolean splitsPair = maxLength > 0
                && Character.isHighSurrogate(value.charAt(maxLength - 1))
                && Character.isLowSurrogate(value.charAt(maxLength));
        return value.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }

    /** Attributes kept. */
    int size() {
        return size;
    }

    /** Attributes that the limit kept out. */
    int dropped() {
        return dropped;
    }

    @Nullable
    Object get(AttributeKey<?> key) {
        int at = indexOf(key.getKey());
        return at >= 0 && key(at).getType() == key.getType() ? entries[at + 1] : null;
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
        Object key = entries[at];
        if (key instanceof AttributeKey<?> typed) {
            return typed;
        }
        String name = name(key);
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
        return key instanceof AttributeKey<?> typed ? typed.getKey() : (String) Objects.requireNonNull(key);
    }
}
