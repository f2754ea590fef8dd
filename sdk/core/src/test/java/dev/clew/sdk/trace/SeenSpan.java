package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** What can be seen of a span, whoever made it, without what Clew does differently on purpose. */
record SeenSpan(
        List<Object> identity, List<Object> content, Attributes attributes, List<Seen> events, List<Seen> links) {
    /** An event or a link. */
    record Seen(Object what, Attributes attributes, int total) {}

    /**
     * What can be seen of it.
     *
     * @param totals whether totals are compared: OpenTelemetry's SDK counts an attribute that was overwritten, and the links
     *     of the spans that the same builder started before, as if a limit had dropped them
     */
    static SeenSpan of(SpanData span, boolean totals) {
        return new SeenSpan(
                List.of(
                        span.getSpanContext(),
                        span.getParentSpanContext(),
                        span.getInstrumentationScopeInfo(),
                        span.getResource()),
                List.of(
                        span.getName(),
                        span.getKind(),
                        span.getStatus(),
                        span.getStartEpochNanos(),
                        span.getEndEpochNanos(),
                        span.hasEnded(),
                        span.getTotalRecordedEvents(),
                        totals ? span.getTotalAttributeCount() : -1,
                        totals ? span.getTotalRecordedLinks() : -1),
                content(span.getAttributes()),
                span.getEvents().stream().map(SeenSpan::event).toList(),
                span.getLinks().stream().map(SeenSpan::link).toList());
    }

    private static Seen event(EventData event) {
        String exception = event instanceof ExceptionEventData thrown
                ? thrown.getException().toString()
                : "";
        return new Seen(
                List.of(event.getName(), event.getEpochNanos(), exception),
                content(event.getAttributes()),
                event.getTotalAttributeCount());
    }

    static Seen link(LinkData link) {
        SpanContext context = link.getSpanContext();
        return new Seen(context, content(link.getAttributes()), link.getTotalAttributeCount());
    }

    private static Attributes content(Attributes attributes) {
        return attributes.toBuilder().build();
    }
}
