package dev.clew.sdk.trace;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller's value ours: lists and trees copied, text and bytes cut to the limit, its bytes estimated.
 *
 * <p>A list or a tree is foreign code, which may call back into the span or throw; so this happens before the span is locked, and
 * what is kept is of the JDK's and OpenTelemetry's classes. Threads: any. Allocates: nothing for a boolean, a number or a string within the limit.
 */
final class AttributeValue {
    // As deep as the encoder writes.
    private static final int MAX_DEPTH = 32;
    static final int NUMBER_BYTES = 8;
    // What an element of a list or a tree takes beyond its content: two tags and two lengths.
    private static final int ELEMENT_BYTES = 4;

    private AttributeValue() {}

    /**
     * The value to keep; null when there is none, when it is of no type that an attribute can have, or when its list cannot be
     * read.
     *
     * @param maxLength of a string in UTF-16 units, or of bytes; a code point is never cut in two
     */
    static @Nullable Object owned(@Nullable Object value, int maxLength) {
        if (value instanceof String string) {
            return cut(string, maxLength);
        }
        if (isPlain(value)) {
            return value;
        }
        if (value instanceof List<?> list) {
            return copy(list, maxLength);
        }
        return value instanceof Value<?> tree ? owned(tree, maxLength) : null;
    }

    /**
     * Whether the value is a string, a number or a boolean. By class, which is one comparison each: to be asked before any question
     * about an interface such as {@link List}, which takes a search.
     */
    static boolean isPlain(@Nullable Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean || value instanceof Double;
    }

    private static @Nullable List<@Nullable Object> copy(List<?> list, int maxLength) {
        try {
            List<@Nullable Object> copy = new ArrayList<>(list);
            copy.replaceAll(element -> ownedElement(element, maxLength));
            return Collections.unmodifiableList(copy);
        } catch (RuntimeException unreadable) {
            // Changed by another thread meanwhile, say: the attribute is ignored, as other misuse is.
            return null;
        }
    }

    private static @Nullable Object ownedElement(@Nullable Object element, int maxLength) {
        if (element instanceof String string) {
            return cut(string, maxLength);
        }
        return !isPlain(element) && element instanceof Value<?> tree ? cut(tree, maxLength, 0) : element;
    }

    private static @Nullable Value<?> owned(Value<?> tree, int maxLength) {
        try {
            return cut(tree, maxLength, 0);
        } catch (RuntimeException unreadable) {
            return null; // of a class that is not OpenTelemetry's
        }
    }

    /** The text within so many UTF-16 units; a code point is never cut in two. */
    static String cut(String value, int maxLength) {
        if (value.length() <= maxLength) {
            return value;
        }
        boolean splitsPair = maxLength > 0
                && Character.isHighSurrogate(value.charAt(maxLength - 1))
                && Character.isLowSurrogate(value.charAt(maxLength));
        return value.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }

    private static Value<?> cut(Value<?> tree, int maxLength, int depth) {
        if (depth >= MAX_DEPTH) {
            return tree;
        }
        return switch (tree.getType()) {
            case STRING -> Value.of(cut((String) tree.getValue(), maxLength));
            case BYTES -> cut((ByteBuffer) tree.getValue(), maxLength);
            case ARRAY -> {
                List<Value<?>> elements = new ArrayList<>();
                for (Object element : (List<?>) tree.getValue()) {
                    elements.add(cut((Value<?>) element, maxLength, depth + 1));
                }
                yield Value.of(elements);
            }
            case KEY_VALUE_LIST -> {
                List<KeyValue> pairs = new ArrayList<>();
                for (Object element : (List<?>) tree.getValue()) {
                    KeyValue pair = (KeyValue) element;
                    pairs.add(KeyValue.of(pair.getKey(), cut(pair.getValue(), maxLength, depth + 1)));
                }
                yield Value.of(pairs.toArray(KeyValue[]::new));
            }
            case BOOLEAN -> Value.of((boolean) (Boolean) tree.getValue());
            case LONG -> Value.of((long) (Long) tree.getValue());
            case DOUBLE -> Value.of((double) (Double) tree.getValue());
            case EMPTY -> Value.empty();
        };
    }

    private static Value<?> cut(ByteBuffer bytes, int maxLength) {
        byte[] kept = new byte[Math.min(bytes.remaining(), maxLength)];
        bytes.duplicate().get(kept);
        return Value.of(kept);
    }

    /** Bytes of an {@link #owned} value, as {@link Limits} counts them; more than any limit for one that cannot be read. */
    static long bytes(@Nullable Object value) {
        if (value instanceof String string) {
            return string.length();
        }
        if (value instanceof Long || value instanceof Boolean || value instanceof Double) {
            return NUMBER_BYTES;
        }
        if (value instanceof List<?> list) {
            long sum = 0;
            for (int i = 0; i < list.size(); i++) {
                sum += ELEMENT_BYTES + bytes(list.get(i));
            }
            return sum;
        }
        return value instanceof Value<?> tree ? bytes(tree) : 0;
    }

    private static long bytes(Value<?> tree) {
        try {
            return bytes(tree, 0);
        } catch (RuntimeException unreadable) {
            return Integer.MAX_VALUE;
        }
    }

    private static long bytes(Value<?> tree, int depth) {
        if (depth >= MAX_DEPTH) {
            return 0;
        }
        return switch (tree.getType()) {
            case STRING -> ((String) tree.getValue()).length();
            case BYTES -> ((ByteBuffer) tree.getValue()).remaining();
            case ARRAY -> {
                long sum = 0;
                for (Object element : (List<?>) tree.getValue()) {
                    sum += ELEMENT_BYTES + bytes((Value<?>) element, depth + 1);
                }
                yield sum;
            }
            case KEY_VALUE_LIST -> {
                long sum = 0;
                for (Object element : (List<?>) tree.getValue()) {
                    KeyValue pair = (KeyValue) element;
                    sum += 2 * ELEMENT_BYTES + pair.getKey().length() + bytes(pair.getValue(), depth + 1);
                }
                yield sum;
            }
            case BOOLEAN, LONG, DOUBLE, EMPTY -> NUMBER_BYTES;
        };
    }
}
