package dev.clew.sdk.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a value into the narrowest type of attribute, as it was before it was written: a string, a list of longs, and so on.
 *
 * <p>The API's own builder does so too, but only since 1.59, when attributes of any value came. Before, what has no narrower
 * type becomes its text.
 */
final class NarrowAttribute {
    private static final boolean ANY_VALUE =
            Arrays.stream(AttributeType.values()).anyMatch(type -> type.name().equals("VALUE"));

    private NarrowAttribute() {}

    static Value<?> empty() {
        return ANY_VALUE ? Value.empty() : Value.of("");
    }

    static void put(AttributesBuilder attributes, String key, Value<?> value) {
        switch (value.getType()) {
            case STRING -> attributes.put(key, (String) value.getValue());
            case BOOLEAN -> attributes.put(key, (boolean) value.getValue());
            case LONG -> attributes.put(key, (long) value.getValue());
            case DOUBLE -> attributes.put(key, (double) value.getValue());
            case ARRAY -> putArray(attributes, key, value);
            default -> putAny(attributes, key, value);
        }
    }

    @SuppressWarnings("unchecked") // what the type of an array says
    private static void putArray(AttributesBuilder attributes, String key, Value<?> array) {
        List<Value<?>> values = (List<Value<?>>) array.getValue();
        ValueType type = values.isEmpty() ? ValueType.ARRAY : values.get(0).getType();
        if (!values.stream().allMatch(value -> value.getType() == type)) {
            putAny(attributes, key, array);
            return;
        }
        List<?> items = values.stream().map(Value::getValue).toList();
        switch (type) {
            case STRING -> attributes.put(AttributeKey.stringArrayKey(key), (List<String>) items);
            case BOOLEAN -> attributes.put(AttributeKey.booleanArrayKey(key), (List<Boolean>) items);
            case LONG -> attributes.put(AttributeKey.longArrayKey(key), (List<Long>) items);
            case DOUBLE -> attributes.put(AttributeKey.doubleArrayKey(key), (List<Double>) items);
            default -> putAny(attributes, key, array);
        }
    }

    private static void putAny(AttributesBuilder attributes, String key, Value<?> value) {
        if (ANY_VALUE) {
            attributes.put(AttributeKey.valueKey(key), value);
        } else {
            attributes.put(key, value.asString());
        }
    }
}
