package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import org.jspecify.annotations.Nullable;

/** A link as it was recorded: the other span's context, never the other span. Threads: immutable. */
record RecordedLink(SpanContext context, @Nullable AttributeList attributes) {
    static final String SAYS_NOTHING = "addLink ignored: the context is null, or invalid with nothing else to say";

    // What a link takes beyond its tracestate and attributes: two ids, flags, tags and lengths.
    private static final int LINK_BYTES = 48;

    static RecordedLink of(SpanContext context, @Nullable Attributes attributes, Limits limits) {
        return new RecordedLink(context, AttributeList.copyOf(attributes, limits.attributesPerLink, limits));
    }

    /** Whether such a link says anything: one to no span does when it has a tracestate or attributes (OpenTelemetry's rule). */
    static boolean says(SpanContext context, @Nullable Attributes attributes) {
        return context.isValid() || !context.getTraceState().isEmpty() || (attributes != null && !attributes.isEmpty());
    }

    /** As {@link Limits} counts them. */
    long bytes() {
        long own = (long) LINK_BYTES + (attributes == null ? 0 : attributes.bytes());
        if (context.getTraceState().isEmpty()) {
            return own;
        }
        long[] sum = {own};
        context.getTraceState().forEach((key, value) -> sum[0] += 2L + key.length() + value.length());
        return sum[0];
    }

    /** Whether a limit kept an attribute out. */
    boolean discarded() {
        return attributes != null && attributes.dropped() > 0;
    }

    LinkData toLinkData() {
        return attributes == null
                ? LinkData.create(context)
                : LinkData.create(context, attributes.toAttributes(), attributes.size() + attributes.dropped());
    }
}
