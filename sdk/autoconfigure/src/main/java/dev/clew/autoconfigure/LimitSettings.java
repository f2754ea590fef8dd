package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a span keeps. A limit of its own wins over the one for all attributes, which also stands for events and links. A
 * value that cannot be used counts as unset.
 */
final class LimitSettings {
    private static final String EXPECTED = "a whole number from 0 to " + Integer.MAX_VALUE;
    private static final String COUNT = "otel.attribute.count.limit";
    private static final String SPAN_BYTES = "otel.java.clew.max.span.bytes";
    private static final String LENGTH = "otel.attribute.value.length.limit";
    private static final String OF_SPAN = "otel.span.attribute.count.limit";
    private static final String EVENTS = "otel.span.event.count.limit";
    private static final String LINKS = "otel.span.link.count.limit";
    private static final String OF_EVENT = "otel.event.attribute.count.limit";
    private static final String OF_LINK = "otel.link.attribute.count.limit";
    private static final String OF_VALUE = "otel.span.attribute.value.length.limit";
    private static final List<String> KEYS =
            List.of(COUNT, LENGTH, OF_SPAN, EVENTS, LINKS, OF_EVENT, OF_LINK, OF_VALUE);

    private final Settings settings;
    private final Map<String, String> origins = new HashMap<>();

    LimitSettings(Settings settings) {
        this.settings = settings;
    }

    void apply(ClewSdkBuilder builder) {
        for (String key : KEYS) {
            if (settings.get(key) != null) {
                applyCounts(builder);
                break;
            }
        }
        if (settings.get(SPAN_BYTES) != null) {
            applySpanBytes(builder);
        }
    }

    private void applyCounts(ClewSdkBuilder builder) {
        SpanLimits defaults = SpanLimits.getDefault();
        Limit count = new Limit(read(COUNT, defaults.getMaxNumberOfAttributes()), settings.origin(COUNT));
        Limit length = new Limit(read(LENGTH, defaults.getMaxAttributeValueLength()), settings.origin(LENGTH));
        Limit none = new Limit(defaults.getMaxNumberOfEvents(), "default");
        SpanLimits limits = SpanLimits.builder()
                .setMaxNumberOfAttributes(limit("attributes", OF_SPAN, count))
                .setMaxNumberOfEvents(limit("events", EVENTS, none))
                .setMaxNumberOfLinks(limit("links", LINKS, none))
                .setMaxNumberOfAttributesPerEvent(limit("attributes of an event", OF_EVENT, count))
                .setMaxNumberOfAttributesPerLink(limit("attributes of a link", OF_LINK, count))
                .setMaxAttributeValueLength(limit("length of a value", OF_VALUE, length))
                .build();
        builder.setOrigin(item -> origins.getOrDefault(item, "default")).setSpanLimits(limits);
    }

    private void applySpanBytes(ClewSdkBuilder builder) {
        Settings.Parser<Boolean> setter = value -> {
            try {
                builder.setOrigin(item -> settings.origin(SPAN_BYTES)).setMaxSpanBytes(Integer.parseInt(value));
                return true;
            } catch (IllegalArgumentException outOfRange) {
                throw new IllegalArgumentException("a whole number of bytes from 1024 to 8388608", outOfRange);
            }
        };
        boolean unused = settings.read(SPAN_BYTES, setter, false);
    }

    private record Limit(int value, String origin) {}

    private int limit(String item, String key, Limit otherwise) {
        int value = read(key, otherwise.value);
        String origin = settings.origin(key);
        boolean inForce = settings.get(key) != null && !origin.startsWith("default");
        origins.put("limit: " + item, inForce || otherwise.origin.equals("default") ? origin : otherwise.origin);
        return value;
    }

    private int read(String key, int fallback) {
        return settings.read(key, LimitSettings::parse, fallback);
    }

    private static int parse(String value) {
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(EXPECTED, noNumber);
        }
        throw new IllegalArgumentException(EXPECTED);
    }
}
