package dev.clew.sdk.differential;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.LinkData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared of a span's content: every text in it seen in the same way, and everything in forms whose equality is
 * by content.
 *
 * @param text what to make of each text
 */
record Alike(UnaryOperator<String> text) {
    private static final String UNNAMED = "<unspecified span name>";

    /** What both SDKs agree on under that limit of values; {@link Difference#HALF_CODE_POINT}. */
    static Alike cutAt(int maxLength) {
        return new Alike(text -> {
            // On the wire the half is a question mark.
            int last = text.length() - 1;
            boolean cut = text.length() == maxLength && last >= 0;
            return cut && (Character.isHighSurrogate(text.charAt(last)) || text.charAt(last) == '?')
                    ? text.substring(0, last)
                    : text;
        });
    }

    /** What arrives: a surrogate without its partner is a question mark. */
    static Alike onTheWire() {
        return new Alike(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** A span's name; {@link Difference#BLANK_NAME}. */
    static String name(String name) {
        return name.isBlank() ? UNNAMED : name;
    }

    /** The link in a form that compares by content. */
    LinkData link(LinkData link) {
        return LinkData.create(link.getSpanContext(), attributes(link.getAttributes()), link.getTotalAttributeCount());
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
        if (value instanceof String string) {
            return text.apply(string);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::ofElement).toList();
        }
        return value instanceof Value<?> tree ? of(tree) : value;
    }

    private @Nullable Object ofElement(@Nullable Object element) {
        return element instanceof String string ? text.apply(string) : element;
    }

    private Value<?> of(Value<?> tree) {
        return switch (tree.getType()) {
            case STRING -> Value.of(text.apply((String) tree.getValue()));
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
