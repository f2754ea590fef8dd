package dev.clew.sdk.frame;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes as OTLP {@code KeyValue} messages.
 *
 * <p>Values are what OpenTelemetry allows: strings, booleans, longs, doubles, lists of one of these, and {@link Value}. Nested
 * values deeper than 32 levels are cut, so that a hostile value cannot overflow the stack. Threads: one at a time, like the
 * writer it stands on. Allocates: nothing for strings, booleans, longs and doubles.
 */
public final class AttributeWriter {
    private static final int KEY = 0x0A; // KeyValue.key = 1, bytes
    private static final int VALUE = 0x12; // KeyValue.value = 2, message
    private static final int STRING = 0x0A; // AnyValue.string_value = 1
    private static final int BOOLEAN = 0x10; // AnyValue.bool_value = 2
    private static final int LONG = 0x18; // AnyValue.int_value = 3
    private static final int DOUBLE = 0x21; // AnyValue.double_value = 4, fixed64
    private static final int ARRAY = 0x2A; // AnyValue.array_value = 5
    private static final int KEY_VALUES = 0x32; // AnyValue.kvlist_value = 6
    private static final int BYTES = 0x3A; // AnyValue.bytes_value = 7
    private static final int ELEMENT = 0x0A; // ArrayValue.values = 1, KeyValueList.values = 1
    private static final int MAX_DEPTH = 32;

    private final OtlpWriter out;
    private final BiConsumer<AttributeKey<?>, Object> writeEach;
    private int tag;

    public AttributeWriter(OtlpWriter out) {
        this.out = out;
        this.writeEach = (key, value) -> write(tag, key.getKey(), value);
    }

    /** Writes each attribute as a field with the tag. */
    public void writeAll(int fieldTag, Attributes attributes) {
        tag = fieldTag;
        attributes.forEach(writeEach);
    }

    /** Writes one attribute as a field with the tag. */
    public void write(int fieldTag, String key, Object value) {
        EncodedAttributes seen = out.attributes();
        if (seen != null && value instanceof String text) {
            writeText(fieldTag, key, text, seen);
        } else {
            writeAnew(fieldTag, key, value);
        }
    }

    private void writeText(int fieldTag, String key, String value, EncodedAttributes seen) {
        byte[] known = seen.find(key, value);
        if (known != null) {
            out.appendField(fieldTag, known);
        } else {
            int start = out.size();
            writeAnew(fieldTag, key, value);
            seen.written(key, value, out.array(), start, out.size());
        }
    }

    private void writeAnew(int fieldTag, String key, Object value) {
        int mark = out.beginMessage(fieldTag);
        out.writeName(KEY, key);
        writeAny(VALUE, value, 0);
        out.endMessage(mark);
    }

    private void writeAny(int fieldTag, @Nullable Object value, int depth) {
        int mark = out.beginMessage(fieldTag);
        if (value instanceof String string) {
            out.writeString(STRING, string);
        } else if (value instanceof Long number) {
            out.writeVarint(LONG, number);
        } else if (value instanceof Boolean flag) {
            out.writeVarint(BOOLEAN, flag ? 1 : 0);
        } else if (value instanceof Double number) {
            out.writeFixed64(DOUBLE, Double.doubleToRawLongBits(number));
        } else if (value instanceof List<?> list) {
            writeList(list, depth);
        } else if (value instanceof Value<?> tree) {
            writeValue(tree, depth);
        }
        out.endMessage(mark);
    }

    private void writeList(List<?> list, int depth) {
        int mark = out.beginMessage(ARRAY);
        for (Object element : list) {
            writeAny(ELEMENT, element, depth + 1);
        }
        out.endMessage(mark);
    }

    private void writeValue(Value<?> value, int depth) {
        if (depth >= MAX_DEPTH) {
            return;
        }
        switch (value.getType()) {
            case STRING -> out.writeString(STRING, (String) value.getValue());
            case BOOLEAN -> out.writeVarint(BOOLEAN, (Boolean) value.getValue() ? 1 : 0);
            case LONG -> out.writeVarint(LONG, (Long) value.getValue());
            case DOUBLE -> out.writeFixed64(DOUBLE, Double.doubleToRawLongBits((Double) value.getValue()));
            case ARRAY -> writeList((List<?>) value.getValue(), depth);
            case KEY_VALUE_LIST -> writeKeyValues((List<?>) value.getValue(), depth);
            case BYTES -> out.writeBytes(BYTES, bytes((ByteBuffer) value.getValue()));
            case EMPTY -> {}
        }
    }

    private void writeKeyValues(List<?> pairs, int depth) {
        int list = out.beginMessage(KEY_VALUES);
        for (Object element : pairs) {
            KeyValue pair = (KeyValue) element;
            int mark = out.beginMessage(ELEMENT);
            out.writeName(KEY, pair.getKey());
            writeAny(VALUE, pair.getValue(), depth + 1);
            out.endMessage(mark);
        }
        out.endMessage(list);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        ByteBuffer view = buffer.duplicate();
        byte[] copy = new byte[view.remaining()];
        view.get(copy);
        return copy;
    }
}
