package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span as it was at one moment. Equal to any {@link SpanData} with the same content. Threads: immutable. */
final class SpanSnapshot implements SpanData {
    private final SpanRecord span;
    private final String name;
    private final long endEpochNanos;
    private final boolean ended;
    private final Attributes attributes;
    private final int totalAttributes;
    private final List<EventData> events;
    private final int totalEvents;
    private final List<LinkData> links;
    private final int totalLinks;
    private final StatusData status;

    /** Copies what may change; to be called within {@link SpanState#read}. */
    SpanSnapshot(SpanRecord span) {
        this.span = span;
        this.name = span.currentName();
        this.ended = span.isEnded();
        this.endEpochNanos = span.endEpochNanos();
        AttributeList list = span.attributeList();
        this.attributes = list == null ? Attributes.empty() : list.toAttributes();
        this.totalAttributes = list == null ? 0 : list.size() + list.dropped();
        SpanDetails details = span.details();
        this.events = details == null ? List.of() : details.eventData(list);
        this.totalEvents = details == null ? 0 : events.size() + details.droppedEvents();
        this.links = details == null ? List.of() : details.linkData();
        this.totalLinks = details == null ? 0 : links.size() + details.droppedLinks();
        this.status = details == null ? StatusData.unset() : details.statusData();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return span.getKind();
    }

    @Override
    public SpanContext getSpanContext() {
        return span.getSpanContext();
    }

    @Override
    public SpanContext getParentSpanContext() {
        return span.getParentSpanContext();
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return span.startEpochNanos();
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
        return ended;
    }

    @Override
    public int getTotalRecordedEvents() {
        return totalEvents;
    }

    @Override
    public int getTotalRecordedLinks() {
        return totalLinks;
    }

    @Override
    public int getTotalAttributeCount() {
        return totalAttributes;
    }

    @Override
    @Deprecated
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return span.getInstrumentationLibraryInfo();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return span.getInstrumentationScopeInfo();
    }

    @Override
    public Resource getResource() {
        return span.tracer().provider().resource();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof SpanData that && isSameSpan(that) && holdsTheSame(that));
    }

    private boolean isSameSpan(SpanData that) {
        return getSpanContext().equals(that.getSpanContext())
                && getParentSpanContext().equals(that.getParentSpanContext())
                && getKind() == that.getKind()
                && getStartEpochNanos() == that.getStartEpochNanos()
                && getInstrumentationScopeInfo().equals(that.getInstrumentationScopeInfo())
                && getResource().equals(that.getResource());
    }

    private boolean holdsTheSame(SpanData that) {
        return name.equals(that.getName())
                && ended == that.hasEnded()
                && endEpochNanos == that.getEndEpochNanos()
                && status.equals(that.getStatus())
                && attributes.equals(that.getAttributes())
                && events.equals(that.getEvents())
                && links.equals(that.getLinks())
                && totalAttributes == that.getTotalAttributeCount()
                && totalEvents == that.getTotalRecordedEvents()
                && totalLinks == that.getTotalRecordedLinks();
    }

    @Override
    public int hashCode() {
        return Objects.hash(getSpanContext(), name, getStartEpochNanos());
    }

    @Override
    public String toString() {
        return "SpanData{" + getSpanContext() + ", name=" + name + ", kind=" + getKind() + ", status=" + status
                + ", attributes=" + attributes + ", events=" + events + ", links=" + links + "}";
    }
}
