package dev.clew.sdk.differential;

import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * What can be seen of a span, whoever made it, without what is listed in {@link Difference}.
 *
 * @param span a copy whose equality is by content
 * @param thrown the exceptions themselves, which a copy does not keep
 */
record SeenSpan(SpanData span, List<String> thrown) {
    static SeenSpan of(SpanData span, Setup setup) {
        Alike alike = Alike.cutAt(setup.limits().getMaxAttributeValueLength());
        SpanData copy = TestSpanData.builder()
                .setSpanContext(span.getSpanContext())
                .setParentSpanContext(span.getParentSpanContext())
                .setInstrumentationScopeInfo(span.getInstrumentationScopeInfo())
                .setResource(span.getResource())
                .setName(Alike.name(span.getName()))
                .setKind(span.getKind())
                .setStatus(span.getStatus())
                .setStartEpochNanos(span.getStartEpochNanos())
                .setEndEpochNanos(span.getEndEpochNanos())
                .setHasEnded(span.hasEnded())
                .setAttributes(alike.attributes(span.getAttributes()))
                .setTotalAttributeCount(span.getTotalAttributeCount())
                .setEvents(span.getEvents().stream()
                        .map(event -> event(event, alike))
                        .toList())
                .setTotalRecordedEvents(span.getTotalRecordedEvents())
                .setLinks(span.getLinks().stream().map(alike::link).toList())
                .setTotalRecordedLinks(setup.reuse() ? -1 : span.getTotalRecordedLinks())
                .build();
        return new SeenSpan(
                copy, span.getEvents().stream().map(SeenSpan::thrown).toList());
    }

    private static EventData event(EventData event, Alike alike) {
        return EventData.create(
                event.getEpochNanos(),
                event.getName(),
                alike.attributes(event.getAttributes()),
                event.getTotalAttributeCount());
    }

    private static String thrown(EventData event) {
        return event instanceof ExceptionEventData exception
                ? exception.getException().toString()
                : "";
    }
}
