package dev.clew.sdk.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import org.jspecify.annotations.Nullable;

/** A link as it was recorded: the other span's context, never the other span. Threads: immutable. */
record RecordedLink(SpanContext context, @Nullable AttributeList attributes) {
    int dropped() {
        return attributes == null ? 0 : attributes.dropped();
    }

    LinkData toLinkData() {
        return attributes == null
                ? LinkData.create(context)
                : LinkData.create(context, attributes.toAttributes(), attributes.size() + attributes.dropped());
    }
}
