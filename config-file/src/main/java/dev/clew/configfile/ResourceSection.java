package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code resource}: attributes by name, value and type, over those of a list in one text. */
final class ResourceSection {
    private static final List<String> TYPES =
            List.of("string", "bool", "int", "double", "string_array", "bool_array", "int_array", "double_array");
    private static final String LIST = "attributes_list";
    private static final Pattern NAME = Pattern.compile("[ -~]{1,255}");
    private static final String NAMES = "of 1 to 255 printable ASCII characters";

    private final AttributesBuilder attributes = Attributes.builder();

    private ResourceSection() {}

    /** The resource that the block describes; what Clew finds out itself is not in it. */
    static Resource read(Block block, Leftovers leftovers) {
        ResourceSection section = new ResourceSection();
        section.addList(block);
        block.blocks("attributes").forEach(section::add);
        block.unsupported("detection/development", "Clew describes process and host by itself", leftovers);
        String schemaUrl = block.text("schema_url");
        return Resource.create(section.attributes.build(), schemaUrl);
    }

    private void addList(Block block) {
        String list = block.text(LIST);
        if (list == null) {
            return;
        }
        for (String pair : list.split(",")) {
            int equals = pair.indexOf('=');
            String key = equals < 0
                    ? null
                    : Parts.percentDecoded(pair.substring(0, equals).trim());
            String value = Parts.percentDecoded(pair.substring(equals + 1).trim());
            if (key != null && NAME.matcher(key).matches() && value != null) {
                attributes.put(key, value);
            } else if (!pair.isBlank()) {
                throw block.originOf(LIST)
                        .refused(pair, "key=value pairs separated by commas, percent-encoded, keys " + NAMES);
            }
        }
    }

    private void add(Block attribute) {
        String name = attribute.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw attribute.originOf("name").refused(name, NAMES);
        }
        String type = attribute.text("type");
        Item value = attribute.required("value");
        switch (type == null ? "string" : type) {
            case "string" -> attributes.put(name, text(value));
            case "bool" -> attributes.put(name, flag(value));
            case "int" -> attributes.put(name, wholeNumber(value));
            case "double" -> attributes.put(name, decimal(value));
            case "string_array" -> addAll(AttributeKey.stringArrayKey(name), attribute, ResourceSection::text);
            case "bool_array" -> addAll(AttributeKey.booleanArrayKey(name), attribute, ResourceSection::flag);
            case "int_array" -> addAll(AttributeKey.longArrayKey(name), attribute, ResourceSection::wholeNumber);
            case "double_array" -> addAll(AttributeKey.doubleArrayKey(name), attribute, ResourceSection::decimal);
            default -> throw unknownType(attribute, type);
        }
    }

    private <T> void addAll(AttributeKey<List<T>> key, Block attribute, Function<Item, T> reader) {
        attributes.put(key, attribute.elements("value").stream().map(reader).toList());
    }

    private static RuntimeException unknownType(Block attribute, @Nullable String type) {
        String nearest = type == null ? null : Parts.nearest(type, TYPES);
        return attribute
                .originOf("type")
                .refused(
                        String.valueOf(type),
                        "one of " + String.join(", ", TYPES) + (nearest == null ? "" : " (nearest: " + nearest + ")"));
    }

    private static String text(Item value) {
        return Block.scalar(value, "text, or have a type such as string_array").value();
    }

    private static boolean flag(Item value) {
        return Block.flag(value, "true or false without quotes, for this type");
    }

    private static long wholeNumber(Item value) {
        return Block.wholeNumber(value, "a whole number from -2^63 to 2^63-1 without quotes, for this type");
    }

    private static double decimal(Item value) {
        return Block.decimal(value, "a number without quotes, for this type");
    }
}
