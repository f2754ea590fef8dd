package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;

/** {@code OTEL_SERVICE_NAME} and {@code OTEL_RESOURCE_ATTRIBUTES}, of which the first wins. */
final class ResourceSettings {
    private static final String NAME = "otel.service.name";
    private static final String ATTRIBUTES = "otel.resource.attributes";
    private static final String SERVICE_NAME = "service.name";
    private static final int MAX_KEY_LENGTH = 255;

    private final Settings settings;
    private final AttributesBuilder attributes = Attributes.builder();
    private String service = "unknown_service:java, as " + Settings.variable(NAME) + " is not set";

    ResourceSettings(Settings settings) {
        this.settings = settings;
    }

    /** The name of the service, or that it has none. */
    String apply(ClewSdkBuilder builder) {
        String list = settings.get(ATTRIBUTES);
        if (list != null) {
            for (String pair : list.split(",")) {
                if (!pair.isBlank()) {
                    addPair(pair.trim());
                }
            }
        }
        String name = settings.get(NAME);
        if (name != null) {
            add(SERVICE_NAME, name);
        }
        builder.addResource(Resource.create(attributes.build()));
        return service;
    }

    private void addPair(String pair) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? "" : decode(pair.substring(0, equals).trim(), pair);
        if (!isKey(key)) {
            settings.refuse(
                    ATTRIBUTES,
                    pair,
                    "key=value pairs separated by commas, keys of 1 to " + MAX_KEY_LENGTH
                            + " printable ASCII characters",
                    "this pair is left out");
            return;
        }
        add(key, decode(pair.substring(equals + 1).trim(), pair));
    }

    private void add(String key, String value) {
        attributes.put(key, value);
        if (key.equals(SERVICE_NAME) && !value.isEmpty()) {
            service = value;
        }
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY_LENGTH
                && key.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private String decode(String text, String pair) {
        String decoded = PercentDecoding.decode(text);
        if (decoded == null) {
            settings.refuse(
                    ATTRIBUTES,
                    pair,
                    "UTF-8 text with %XX for what is not printable",
                    "the text is taken as it stands");
            return text;
        }
        return decoded;
    }
}
