package dev.clew.configfile;

import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanLimitsBuilder;
import java.util.function.IntConsumer;

/** {@code tracer_provider.limits}, over {@code attribute_limits} for all signals. */
final class LimitsSection {
    private static final String VALUE_LENGTH = "attribute_value_length_limit";
    private static final String COUNT = "attribute_count_limit";

    private LimitsSection() {}

    /** What the two blocks say together; OpenTelemetry's defaults for the rest. */
    static SpanLimits read(Block general, Block spans) {
        SpanLimitsBuilder limits = SpanLimits.builder();
        set(general, VALUE_LENGTH, limits::setMaxAttributeValueLength);
        set(general, COUNT, limits::setMaxNumberOfAttributes);
        set(general, COUNT, limits::setMaxNumberOfAttributesPerEvent);
        set(general, COUNT, limits::setMaxNumberOfAttributesPerLink);
        set(spans, VALUE_LENGTH, limits::setMaxAttributeValueLength);
        set(spans, COUNT, limits::setMaxNumberOfAttributes);
        set(spans, "event_count_limit", limits::setMaxNumberOfEvents);
        set(spans, "link_count_limit", limits::setMaxNumberOfLinks);
        set(spans, "event_attribute_count_limit", limits::setMaxNumberOfAttributesPerEvent);
        set(spans, "link_attribute_count_limit", limits::setMaxNumberOfAttributesPerLink);
        return limits.build();
    }

    private static void set(Block block, String key, IntConsumer limit) {
        Integer number = block.wholeNumber(key, 0);
        if (number != null) {
            limit.accept(number);
        }
    }
}
