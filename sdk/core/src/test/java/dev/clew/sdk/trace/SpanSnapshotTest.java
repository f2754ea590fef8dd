package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A span as exporters and assertions see it. */
class SpanSnapshotTest {
    private static final Attributes ATTRIBUTES = Attributes.of(AttributeKey.stringKey("key"), "value");

    private final SpanLab lab = new SpanLab();

    private ReadWriteSpan full() {
        Span linked = lab.started("linked");
        ReadWriteSpan span = (ReadWriteSpan) lab.span("span")
                .setSpanKind(SpanKind.CLIENT)
                .setAllAttributes(ATTRIBUTES)
                .addLink(linked.getSpanContext(), ATTRIBUTES)
                .startSpan();
        span.addEvent("event", ATTRIBUTES).setStatus(StatusCode.ERROR, "why");
        lab.clock.advance(7);
        return span;
    }

    private static TestSpanData.Builder twin(SpanData span) {
        LinkData link = span.getLinks().get(0);
        return TestSpanData.builder()
                .setName("span")
                .setKind(SpanKind.CLIENT)
                .setSpanContext(span.getSpanContext())
                .setParentSpanContext(SpanContext.getInvalid())
                .setResource(SpanLab.RESOURCE)
                .setInstrumentationScopeInfo(span.getInstrumentationScopeInfo())
                .setStartEpochNanos(span.getStartEpochNanos())
                .setEndEpochNanos(span.getStartEpochNanos() + 7)
                .setHasEnded(true)
                .setAttributes(ATTRIBUTES)
                .setTotalAttributeCount(1)
                .setEvents(List.of(EventData.create(span.getStartEpochNanos(), "event", ATTRIBUTES)))
                .setTotalRecordedEvents(1)
                .setLinks(List.of(LinkData.create(link.getSpanContext(), ATTRIBUTES)))
                .setTotalRecordedLinks(1)
                .setStatus(StatusData.create(StatusCode.ERROR, "why"));
    }

    @Test
    void snapshot_isEqualToSpanDataOfAnyClassWithTheSameContent() {
        full().end();
        SpanData span = lab.onlyEnded();

        assertThat(span).isEqualTo(twin(span).build());
        List<SpanData> others = List.of(
                twin(span).setName("other").build(),
                twin(span).setKind(SpanKind.SERVER).build(),
                twin(span).setHasEnded(false).build(),
                twin(span).setEndEpochNanos(1).build(),
                twin(span).setStartEpochNanos(1).build(),
                twin(span).setAttributes(Attributes.empty()).build(),
                twin(span).setTotalAttributeCount(2).build(),
                twin(span).setEvents(List.of()).build(),
                twin(span).setTotalRecordedEvents(2).build(),
                twin(span).setLinks(List.of()).build(),
                twin(span).setTotalRecordedLinks(2).build(),
                twin(span).setStatus(StatusData.ok()).build(),
                twin(span).setSpanContext(SpanContext.getInvalid()).build(),
                twin(span).setParentSpanContext(span.getSpanContext()).build(),
                twin(span)
                        .setResource(io.opentelemetry.sdk.resources.Resource.empty())
                        .build());
        assertThat(others).isNotEmpty().doesNotContain(span).noneMatch(span::equals);
    }

    @Test
    void snapshot_doesNotChangeWithItsSpan() {
        ReadWriteSpan span = full();
        SpanData before = span.toSpanData();
        span.updateName("renamed")
                .setAttribute("more", 1)
                .addEvent("more")
                .addLink(span.getSpanContext())
                .setStatus(StatusCode.OK)
                .end();

        assertThat(before.getName()).isEqualTo("span");
        assertThat(before.hasEnded()).isFalse();
        assertThat(before.getEndEpochNanos()).isZero();
        assertThat(before.getAttributes()).isEqualTo(ATTRIBUTES);
        assertThat(before.getEvents()).hasSize(1);
        assertThat(before.getLinks()).hasSize(1);
        assertThat(before.getStatus().getDescription()).isEqualTo("why");
    }

    @Test
    void snapshot_canBeTakenLaterOnAnotherThread() {
        ReadWriteSpan span = full();
        span.end();

        SpanData later = CompletableFuture.supplyAsync(span::toSpanData).join();

        assertThat(later).isEqualTo(lab.onlyEnded()).hasSameHashCodeAs(lab.onlyEnded());
        assertThat(span.getLatencyNanos()).isEqualTo(7);
        assertThat(span.getAttributes()).isEqualTo(ATTRIBUTES);
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    }

    @Test
    @SuppressWarnings("deprecation") // exporters of old still ask for it
    void library_isTheScopeUnderItsOldName() {
        ReadWriteSpan span = full();

        InstrumentationLibraryInfo library = InstrumentationLibraryInfo.create("lab", "1.0");
        assertThat(span.getInstrumentationLibraryInfo()).isEqualTo(library);
        assertThat(span.toSpanData().getInstrumentationLibraryInfo()).isEqualTo(library);
    }
}
