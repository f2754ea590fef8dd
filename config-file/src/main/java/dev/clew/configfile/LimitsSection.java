package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.sdk.ClewSdkBuilder;

/** {@code tracer_provider.limits}, over {@code attribute_limits} for all signals: as the settings of the same names. */
final class LimitsSection {
    private static final String VALUE_LENGTH = "attribute_value_length_limit";
    private static final String COUNT = "attribute_count_limit";

    private LimitsSection() {}

    /** Sets what the two blocks say together; OpenTelemetry's defaults for the rest. */
    static void apply(Block general, Block spans, ClewSdkBuilder builder) {
        BlockSource source = new BlockSource(spans.origin());
        put(source, "otel.", general, VALUE_LENGTH);
        put(source, "otel.", general, COUNT);
        put(source, "otel.span.", spans, VALUE_LENGTH);
        put(source, "otel.span.", spans, COUNT);
        put(source, "otel.span.", spans, "event_count_limit");
        put(source, "otel.span.", spans, "link_count_limit");
        put(source, "otel.", spans, "event_attribute_count_limit");
        put(source, "otel.", spans, "link_attribute_count_limit");
        Parts.applyLimits(source.settings(), builder);
    }

    private static void put(BlockSource source, String prefix, Block block, String key) {
        source.put(prefix + key.replace('_', '.'), block, key, block.wholeNumber(key, 0));
    }
}
