package dev.clew.tree;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span and the spans below it. Threads: unchanging once its {@link TraceTree} is there. */
public final class SpanNode {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

    private final SpanData span;
    private final List<SpanNode> children = new ArrayList<>(0);
    private @Nullable SpanNode parent;

    SpanNode(SpanData span) {
        this.span = span;
    }

    /** The span itself. */
    public SpanData span() {
        return span;
    }

    /** The spans whose parent this one is, by start time; cannot be changed. */
    public List<SpanNode> children() {
        return Collections.unmodifiableList(children);
    }

    /** Whether the span has a parent that is not in the tree, or not above it: it stands as a root all the same. */
    public boolean isParentMissing() {
        return parent == null && SpanId.isValid(span.getParentSpanId());
    }

    /** The name of the service that made the span; {@code ?} when its resource has none. */
    public String service() {
        String service = span.getResource().getAttribute(SERVICE_NAME);
        return service == null ? "?" : service;
    }

    /** Whether the span's status is an error. */
    public boolean isError() {
        return span.getStatus().getStatusCode() == StatusCode.ERROR;
    }

    /** The value of the attribute with this name, whatever its type, or null. */
    @Nullable
    Object attribute(String key) {
        return valueOf(span.getAttributes(), key);
    }

    static @Nullable Object valueOf(Attributes attributes, String key) {
        for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
            if (attribute.getKey().getKey().equals(key)) {
                return attribute.getValue();
            }
        }
        return null;
    }

    long durationNanos() {
        return Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
    }

    @Nullable
    SpanNode parent() {
        return parent;
    }

    void setParent(@Nullable SpanNode parent) {
        this.parent = parent;
    }

    void addChild(SpanNode child) {
        children.add(child);
    }
}
