package dev.clew.it.neighbours;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.testing.assertj.TracesAssert;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code opentelemetry-sdk-testing}: its exporter, its assertions and its clock, on what Clew made. */
class SdkTestingTest {
    private final TestClock clock = TestClock.create(Instant.ofEpochSecond(1_000));

    @Test
    void assertionsHoldForSpansThatWereExported() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (ClewSdk clew =
                ClewSdk.builder().setClock(clock).addSpanExporter(exporter).build()) {
            order(clew.getTracer("shop", "1.0"));
            clew.forceFlush().join(10, TimeUnit.SECONDS);

            assertAll(exporter.getFinishedSpanItems());
        }
    }

    @Test
    void assertionsHoldForSpansThatAProcessorTook() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (ClewSdk clew = ClewSdk.builder()
                .setClock(clock)
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            order(clew.getTracer("shop", "1.0"));

            assertAll(exporter.getFinishedSpanItems());
        }
    }

    private void order(Tracer tracer) {
        Span parent =
                tracer.spanBuilder("GET /orders").setSpanKind(SpanKind.SERVER).startSpan();
        clock.advance(Duration.ofMillis(1));
        Span child = tracer.spanBuilder("load order")
                .setParent(Context.root().with(parent))
                .setAttribute("order.id", "7")
                .addLink(parent.getSpanContext())
                .startSpan();
        child.addEvent("found", Attributes.of(stringKey("where"), "cache"));
        child.recordException(new IllegalStateException("closed"));
        child.setStatus(StatusCode.ERROR, "closed");
        child.end();
        clock.advance(Duration.ofMillis(1));
        parent.end();
    }

    private static void assertAll(List<SpanData> spans) {
        SpanData parent = spans.get(1);
        TracesAssert.assertThat(List.of(List.of(parent, spans.get(0))))
                .hasTracesSatisfyingExactly(trace -> trace.hasSpansSatisfyingExactly(
                        span -> span.hasName("GET /orders")
                                .hasKind(SpanKind.SERVER)
                                .hasNoParent()
                                .startsAt(Instant.ofEpochSecond(1_000))
                                .endsAt(1_000_002_000_000L, TimeUnit.NANOSECONDS)
                                .hasStatus(StatusData.unset())
                                .hasEnded(),
                        span -> assertChild(span, parent)));
        assertThat(parent.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.0");
        assertThat(parent).hasTotalAttributeCount(0).hasTotalRecordedEvents(0);
    }

    private static void assertChild(SpanDataAssert span, SpanData parent) {
        span.hasName("load order")
                .hasParent(parent)
                .hasTraceId(parent.getTraceId())
                .hasAttributesSatisfyingExactly(equalTo(stringKey("order.id"), "7"))
                .hasLinksSatisfying(links -> assertThat(links).hasSize(1))
                .hasStatus(StatusData.create(StatusCode.ERROR, "closed"))
                .hasException(new IllegalStateException("closed"))
                .hasEventsSatisfyingExactly(
                        event -> event.hasName("found")
                                .hasTimestamp(1_000_001_000_000L, TimeUnit.NANOSECONDS)
                                .hasAttributesSatisfyingExactly(equalTo(stringKey("where"), "cache")),
                        event -> event.hasName("exception"));
    }
}
