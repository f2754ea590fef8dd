package dev.clew.sdk.otlp;

import static dev.clew.sdk.otlp.ProtoReader.END;
import static dev.clew.sdk.otlp.ProtoReader.FIXED64;
import static dev.clew.sdk.otlp.ProtoReader.LENGTH_DELIMITED;
import static dev.clew.sdk.otlp.ProtoReader.VARINT;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of one message: its repeated {@code KeyValue} field, and the number that was dropped before it was written. */
final class AttributesMessage {
    /** Values within values beyond this are refused: it bounds the stack that hostile bytes can use. */
    static final int MAX_DEPTH = 64;

    private static final int KEY = 1 << 3 | LENGTH_DELIMITED;
    private static final int VALUE = 2 << 3 | LENGTH_DELIMITED;

    private static final int STRING_VALUE = 1 << 3 | LENGTH_DELIMITED;
    private static final int BOOL_VALUE = 2 << 3 | VARINT;
    private static final int INT_VALUE = 3 << 3 | VARINT;
    private static final int DOUBLE_VALUE = 4 << 3 | FIXED64;
    private static final int ARRAY_VALUE = 5 << 3 | LENGTH_DELIMITED;
    private static final int KVLIST_VALUE = 6 << 3 | LENGTH_DELIMITED;
    private static final int BYTES_VALUE = 7 << 3 | LENGTH_DELIMITED;

    /** The one field of {@code ArrayValue} and of {@code KeyValueList}. */
    private static final int VALUES = 1 << 3 | LENGTH_DELIMITED;

    private @Nullable AttributesBuilder builder;
    private long dropped;

    /** Adds the {@code KeyValue} that comes next. Of several with the same key the last one stays. */
    void add(ProtoReader in) {
        KeyValue attribute = keyValue(in.message(), 0);
        if (builder == null) {
            builder = Attributes.builder();
        }
        NarrowAttribute.put(builder, attribute.getKey(), attribute.getValue());
    }

    void setDropped(long dropped) {
        this.dropped = dropped;
    }

    Attributes build() {
        return builder == null ? Attributes.empty() : builder.build();
    }

    /** How many there were before any was dropped. */
    int total(Attributes kept) {
        return total(kept.size(), dropped);
    }

    /** Kept and dropped (a {@code uint32}) together, or the largest int when the sum is no int. */
    static int total(int kept, long dropped) {
        return (int) Math.min(Integer.MAX_VALUE, kept + (dropped & 0xFFFF_FFFFL));
    }

    private static KeyValue keyValue(ProtoReader in, int depth) {
        String key = "";
        Value<?> value = NarrowAttribute.empty();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case KEY -> key = in.string();
                case VALUE -> value = value(in.message(), depth);
                default -> in.skip(tag);
            }
        }
        return KeyValue.of(key, value);
    }

    private static Value<?> value(ProtoReader in, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedOtlpException("values may be nested at most " + MAX_DEPTH + " deep");
        }
        Value<?> value = NarrowAttribute.empty();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case STRING_VALUE -> value = Value.of(in.string());
                case BOOL_VALUE -> value = Value.of(in.varint() != 0);
                case INT_VALUE -> value = Value.of(in.varint());
                case DOUBLE_VALUE -> value = Value.of(Double.longBitsToDouble(in.fixed64()));
                case ARRAY_VALUE -> value = array(in.message(), depth + 1);
                case KVLIST_VALUE -> value = keyValues(in.message(), depth + 1);
                case BYTES_VALUE -> value = Value.of(in.bytes());
                default -> in.skip(tag);
            }
        }
        return value;
    }

    private static Value<?> array(ProtoReader in, int depth) {
        List<Value<?>> values = new ArrayList<>();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            if (tag == VALUES) {
                values.add(value(in.message(), depth));
            } else {
                in.skip(tag);
            }
        }
        return Value.of(values);
    }

    private static Value<?> keyValues(ProtoReader in, int depth) {
        List<KeyValue> values = new ArrayList<>();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            if (tag == VALUES) {
                values.add(keyValue(in.message(), depth));
            } else {
                in.skip(tag);
            }
        }
        return Value.of(values.toArray(KeyValue[]::new));
    }
}
