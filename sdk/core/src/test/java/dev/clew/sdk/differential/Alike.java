package dev.clew.sdk.differential;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a span what the SDKs do differently on purpose, in the same way from both.
 *
 * @param maxLength limit of values; {@link Difference#HALF_CODE_POINT}
 */
record Alike(int maxLength) {
    private static final String UNNAMED = "<unspecified span name>";

    /** A span's name; {@link Difference#BLANK_NAME}. */
    String name(String name) {
        return name.isBlank() ? UNNAMED : name;
    }

    /** Text without half a code point where the limit cut it; on the wire the half is a question mark. */
    String text(String text) {
        int last = text.length() - 1;
        boolean cut = text.length() == maxLength && last >= 0;
        return cut && (Character.isHighSurrogate(text.charAt(last)) || text.charAt(last) == '?')
                ? text.substring(0, last)
                : text;
    }

    /** The link in a form that compares by content. */
    LinkData link(LinkData link) {
        return LinkData.create(
                link.getSpanContext(), attributes(link.getAttributes()), link.getTotalAttributeCount());
    }

    @SuppressWarnings("unchecked") // the value came with the key
    Attributes attributes(Attributes attributes) {
        AttributesBuilder builder = Attributes.builder();
        attributes.forEach((key, value) -> builder.put((AttributeKey<Object>) key, of(value)));
        return builder.build();
    }

    /** A value as it is answered, or null. */
    @Nullable
    Object any(@Nullable Object value) {
        return value == null ? null : of(value);
    }

    private Object of(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::ofElement).toList();
        }
        return value instanceof Value<?> tree ? of(tree) : value;
    }

    private @Nullable Object ofElement(@Nullable Object element) {
        return element instanceof String text ? text(text) : element;
    }

    private Value<?> of(Value<?> tree) {
        return switch (tree.getType()) {
            case STRING -> Value.of(text((String) tree.getValue()));
            case ARRAY ->
                Value.of(((List<?>) tree.getValue())
                        .stream()
                                .<Value<?>>map(element -> of((Value<?>) element))
                                .toList());
            case KEY_VALUE_LIST ->
                Value.of(((List<?>) tree.getValue())
                        .stream()
                                .map(KeyValue.class::cast)
                                .map(pair -> KeyValue.of(pair.getKey(), of(pair.getValue())))
                                .toArray(KeyValue[]::new));
            default -> tree;
        };
    }
}
