package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Names;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code resource}: attributes by name, value and type, over those of a list in one text. */
final class ResourceSection {
    private static final List<String> TYPES =
            List.of("string", "bool", "int", "double", "string_array", "bool_array", "int_array", "double_array");
    private static final String LIST = "attributes_list";
    private static final String LIST_PROPERTY = "otel.resource.attributes";
    private static final Pattern NAME = Pattern.compile("[ -~]{1,255}");
    private static final String ITEM = "resource: ";
    private static final String NAMES = "of 1 to 255 printable ASCII characters";

    private final AttributesBuilder attributes = Attributes.builder();
    private final Map<String, Origin> origins = new HashMap<>();

    private ResourceSection() {}

    /** Adds the resource that the block describes, and answers it; what Clew finds out itself is not in it. */
    static Resource apply(Block block, Leftovers leftovers, ClewSdkBuilder builder) {
        ResourceSection section = new ResourceSection();
        section.addList(block);
        block.blocks("attributes").forEach(section::add);
        block.unsupported("detection/development", "Clew describes process and host by itself", leftovers);
        String schemaUrl = block.text("schema_url");
        Resource resource = Resource.create(section.attributes.build(), schemaUrl);
        builder.setOrigin(item -> String.valueOf(section.origins.get(item.substring(ITEM.length()))))
                .addResource(resource);
        return resource;
    }

    private void addList(Block block) {
        BlockSource source = new BlockSource(block.origin());
        source.put(LIST_PROPERTY, block, LIST, block.text(LIST));
        Attributes listed =
                Parts.resourceAttributes(source.settings(), LIST_PROPERTY).getAttributes();
        listed.forEach((key, value) -> origins.put(key.getKey(), block.originOf(LIST)));
        attributes.putAll(listed);
    }

    private void add(Block attribute) {
        String name = attribute.requiredText("name");
        if (!NAME.matcher(name).matches()) {
            throw attribute.originOf("name").refused(name, NAMES);
        }
        String type = attribute.text("type");
        Item value = attribute.required("value");
        origins.put(name, attribute.origin());
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
        String name = String.valueOf(type);
        return attribute.originOf("type").refused(name, Names.oneOf(TYPES, name));
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
