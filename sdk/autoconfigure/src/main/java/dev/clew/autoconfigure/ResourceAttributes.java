package dev.clew.autoconfigure;

import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;

/** Attributes written in a list of pairs, percent-encoded: {@code OTEL_RESOURCE_ATTRIBUTES}. */
record ResourceAttributes(Settings settings) {
    private static final int MAX_KEY_LENGTH = 255;

    /** What the key's list says; a pair that cannot be used is reported and left out. */
    Resource list(String setting) {
        AttributesBuilder attributes = Attributes.builder();
        String list = settings.get(setting);
        if (list != null) {
            for (String pair : list.split(",")) {
                if (!pair.isBlank()) {
                    addPair(setting, pair.trim(), attributes);
                }
            }
        }
        return Resource.create(attributes.build());
    }

    private void addPair(String setting, String pair, AttributesBuilder attributes) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? "" : decode(setting, pair.substring(0, equals).trim(), pair);
        if (isKey(key)) {
            attributes.put(key, decode(setting, pair.substring(equals + 1).trim(), pair));
        } else {
            settings.refuse(
                    setting,
                    pair,
                    "key=value pairs separated by commas, keys of 1 to " + MAX_KEY_LENGTH
                            + " printable ASCII characters",
                    "this pair is left out");
        }
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY_LENGTH
                && key.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private String decode(String setting, String text, String pair) {
        String decoded = PercentDecoding.decode(text);
        if (decoded == null) {
            settings.refuse(
                    setting, pair, "UTF-8 text with %XX for what is not printable", "the text is taken as it stands");
            return text;
        }
        return decoded;
    }
}
