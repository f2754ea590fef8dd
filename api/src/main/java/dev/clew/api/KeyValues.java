package dev.clew.api;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what people hand in to OpenTelemetry's attributes, events and status. Nothing they hand in makes it throw. */
final class KeyValues {
    private static final String UNPAIRED = "unpaired";

    private KeyValues() {}

    static void set(Span span, @Nullable String key, @Nullable Object value) {
        if (span.isRecording()) {
            span.setAllAttributes(of(key, value));
        }
    }

    static void annotate(Span span, @Nullable String message, @Nullable Object @Nullable [] keysAndValues) {
        if (span.isRecording()) {
            span.addEvent(message == null ? "" : message, inTurns(keysAndValues));
        }
    }

    static void fail(Span span, @Nullable Throwable cause) {
        if (!span.isRecording()) {
            return;
        }
        span.setStatus(StatusCode.ERROR);
        if (cause == null) {
            return;
        }
        try {
            String message = cause.getMessage();
            if (message != null) {
                span.setStatus(StatusCode.ERROR, message);
            }
            span.recordException(cause);
        } catch (RuntimeException e) {
            // An exception that cannot tell of itself still has to reach the caller, so this one must not take its
            // place.
            span.setAttribute("exception.type", cause.getClass().getName());
        }
    }

    static Attributes of(@Nullable String key, @Nullable Object value) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, key, value);
        return attributes.build();
    }

    private static Attributes inTurns(@Nullable Object @Nullable [] keysAndValues) {
        if (keysAndValues == null || keysAndValues.length == 0) {
            return Attributes.empty();
        }
        AttributesBuilder attributes = Attributes.builder();
        int pairs = keysAndValues.length / 2;
        for (int i = 0; i < pairs; i++) {
            put(attributes, keysAndValues[2 * i], keysAndValues[2 * i + 1]);
        }
        if (keysAndValues.length > 2 * pairs) {
            put(attributes, UNPAIRED, keysAndValues[2 * pairs]);
        }
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, @Nullable Object key, @Nullable Object value) {
        String name = key instanceof AttributeKey<?> typed ? typed.getKey() : key == null ? "" : text(key);
        if (name.isEmpty() || value == null) {
            return;
        }
        if (value instanceof Boolean flag) {
            attributes.put(name, flag.booleanValue());
        } else if (value instanceof Double || value instanceof Float) {
            attributes.put(name, ((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            attributes.put(name, ((Number) value).longValue());
        } else if (value instanceof Collection<?> || value.getClass().isArray()) {
            attributes.put(AttributeKey.stringArrayKey(name), texts(value));
        } else {
            attributes.put(name, text(value));
        }
    }

    private static List<String> texts(Object many) {
        List<String> texts = new ArrayList<>();
        try {
            if (many instanceof Collection<?> collection) {
                collection.forEach(one -> texts.add(text(one)));
            } else {
                int length = Array.getLength(many);
                for (int i = 0; i < length; i++) {
                    texts.add(text(Array.get(many, i)));
                }
            }
        } catch (RuntimeException e) {
            // A collection that another thread changes meanwhile: what was read of it is better than nothing.
            return texts;
        }
        return texts;
    }

    private static String text(@Nullable Object value) {
        try {
            // A toString() may return null, and then so does valueOf().
            return String.valueOf((Object) String.valueOf(value));
        } catch (RuntimeException e) {
            return "(" + e.getClass().getName() + " from toString())";
        }
    }
}
