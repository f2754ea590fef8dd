package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.LinkData;
import org.jspecify.annotations.Nullable;

/** A link as it was recorded: the other span's context, never the other span. Threads: immutable. */
record RecordedLink(SpanContext context, @Nullable AttributeList attributes) {
    static RecordedLink of(SpanContext context, @Nullable Attributes attributes, SpanLimits limits) {
        return new RecordedLink(
                context,
                AttributeList.copyOf(
                        attributes, limits.getMaxNumberOfAttributesPerLink(), limits.getMaxAttributeValueLength()));
    }

    /** Whether such a link says anything: one to no span does when it has a tracestate or attributes (OpenTelemetry's rule). */
    static boolean says(SpanContext context, @Nullable Attributes attributes) {
        return context.isValid() || !context.getTraceState().isEmpty() || (attributes != null && !attributes.isEmpty());
    }

    LinkData toLinkData() {
        return attributes == null
                ? LinkData.create(context)
                : LinkData.create(context, attributes.toAttributes(), attributes.size() + attributes.dropped());
    }
}
