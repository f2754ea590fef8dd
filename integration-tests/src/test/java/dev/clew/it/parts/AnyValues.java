package dev.clew.it.parts;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attribute values of OTLP JSON as Java values: String, Boolean, Long, Double, List, Map, and bytes as a List of Byte. */
final class AnyValues {
    private AnyValues() {}

    static Map<String, Object> attributes(JsonObject holder) {
        return keyValues(holder, "attributes");
    }

    private static Map<String, Object> keyValues(JsonObject holder, String name) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (holder.has(name)) {
            for (JsonElement element : holder.getAsJsonArray(name)) {
                JsonObject keyValue = element.getAsJsonObject();
                Object before = values.put(keyValue.get("key").getAsString(), value(keyValue.getAsJsonObject("value")));
                if (before != null) {
                    throw new IllegalStateException("stored twice: " + keyValue.get("key"));
                }
            }
        }
        return values;
    }

    private static Object value(JsonObject any) {
        if (any.size() != 1) {
            throw new IllegalStateException("not exactly one value: " + any);
        }
        Map.Entry<String, JsonElement> typed = any.entrySet().iterator().next();
        JsonElement value = typed.getValue();
        return switch (typed.getKey()) {
            case "stringValue" -> value.getAsString();
            case "boolValue" -> value.getAsBoolean();
            case "intValue" -> value.getAsLong();
            case "doubleValue" -> value.getAsDouble();
            case "bytesValue" -> bytes(value.getAsString());
            case "arrayValue" -> array(value.getAsJsonObject());
            case "kvlistValue" -> keyValues(value.getAsJsonObject(), "values");
            default -> throw new IllegalStateException("unknown type of value: " + any);
        };
    }

    private static List<Object> array(JsonObject array) {
        List<Object> values = new ArrayList<>();
        if (array.has("values")) {
            array.getAsJsonArray("values").forEach(element -> values.add(value(element.getAsJsonObject())));
        }
        return values;
    }

    private static List<Byte> bytes(String base64) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Base64.getDecoder().decode(base64)) {
            bytes.add(b);
        }
        return bytes;
    }
}
