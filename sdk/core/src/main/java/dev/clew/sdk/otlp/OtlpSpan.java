package dev.clew.sdk.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An ended span that stood in OTLP. Equal to any {@link SpanData} with the same content. Threads: immutable. */
final class OtlpSpan implements SpanData {
    private final Resource resource;
    private final InstrumentationScopeInfo scope;
    private final SpanContext context;
    private final SpanContext parentContext;
    private final String name;
    private final SpanKind kind;
    private final StatusData status;
    private final long startEpochNanos;
    private final long endEpochNanos;
    private final Attributes attributes;
    private final List<EventData> events;
    private final List<LinkData> links;
    private final Totals totals;

    OtlpSpan(SpanMessage message, Resource resource, InstrumentationScopeInfo scope) {
        this.resource = resource;
        this.scope = scope;
        context = message.context();
        parentContext = message.parentContext();
        name = message.name;
        kind = message.kind;
        status = message.status;
        startEpochNanos = message.startEpochNanos;
        endEpochNanos = message.endEpochNanos;
        attributes = message.attributes.build();
        events = List.copyOf(message.events);
        links = List.copyOf(message.links);
        totals = new Totals(message.attributes.total(attributes), message.totalEvents(), message.totalLinks());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parentContext;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return startEpochNanos;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return links;
    }

    @Override
    public long getEndEpochNanos() {
        return endEpochNanos;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return totals.events();
    }

    @Override
    public int getTotalRecordedLinks() {
        return totals.links();
    }

    @Override
    public int getTotalAttributeCount() {
        return totals.attributes();
    }

    @Override
    @Deprecated
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(
                scope.getName(), scope.getVersion(), scope.getSchemaUrl());
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return scope;
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof SpanData that
                && context.equals(that.getSpanContext())
                && parentContext.equals(that.getParentSpanContext())
                && name.equals(that.getName())
                && kind == that.getKind()
                && status.equals(that.getStatus())
                && startEpochNanos == that.getStartEpochNanos()
                && endEpochNanos == that.getEndEpochNanos()
                && that.hasEnded()
                && attributes.equals(that.getAttributes())
                && events.equals(that.getEvents())
                && links.equals(that.getLinks())
                && totals.attributes() == that.getTotalAttributeCount()
                && totals.events() == that.getTotalRecordedEvents()
                && totals.links() == that.getTotalRecordedLinks()
                && scope.equals(that.getInstrumentationScopeInfo())
                && resource.equals(that.getResource());
    }

    @Override
    public int hashCode() {
        return Objects.hash(context, name, startEpochNanos);
    }

    @Override
    public String toString() {
        return "OtlpSpan{" + kind + " " + name + ", traceId=" + getTraceId() + ", spanId=" + getSpanId()
                + ", parentSpanId=" + getParentSpanId() + ", startEpochNanos=" + startEpochNanos
                + ", endEpochNanos=" + endEpochNanos + ", status=" + status + ", attributes=" + attributes
                + ", events=" + events + ", links=" + links + ", scope=" + scope + ", resource=" + resource + "}";
    }

    /** What was recorded, the dropped included. */
    private record Totals(int attributes, int events, int links) {}
}
