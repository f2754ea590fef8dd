package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The SDK's own metrics, as a meter provider of OpenTelemetry collects them. */
@Timeout(60)
class SdkMetricsTest {
    static final BatchLimits ONE_BY_ONE = new BatchLimits(1, 1, 1, 4, 1 << 20);
    private static final String SENDER =
            "otel.component.name=answering_span_exporter/0, otel.component.type=answering_span_exporter,"
                    + " server.address=collector, server.port=4318";
    private static final String PROCESSOR =
            "otel.component.name=batching_span_processor/0, otel.component.type=batching_span_processor";

    private final LogLines log = LogLines.of("dev.clew");
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(reader).build();

    @AfterEach
    void close() {
        meters.close();
        log.close();
    }

    private ClewSdkBuilder builder() {
        return ClewSdk.builder().setMeterProvider(meters).setSampler(new ChosenDecision());
    }

    /** Every point of the metrics of that prefix, as "name{attributes}" to its value. */
    private Map<String, Long> points(String prefix) {
        Map<String, Long> points = new TreeMap<>();
        for (MetricData metric : reader.collectAllMetrics()) {
            if (metric.getName().startsWith(prefix)) {
                metric.getLongSumData()
                        .getPoints()
                        .forEach(point -> points.put(metric.getName() + text(point.getAttributes()), point.getValue()));
            }
        }
        return points;
    }

    private static String text(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .map(entry -> entry.getKey().getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void everyMetric_isThereWithTypeAndUnit() {
        try (ClewSdk sdk = builder()
                .addSender(AnsweringSender.taking(), ONE_BY_ONE)
                .addSpanExporter(new FailingExporter())
                .build()) {
            ChosenDecision.makeOneOfEachKind(sdk.getTracer("a"));
            sdk.forceFlush().join(10, TimeUnit.SECONDS);

            await().untilAsserted(
                            () -> assertThat(reader.collectAllMetrics().stream().map(SdkMetricsTest::shape))
                                    .containsExactlyInAnyOrder(
                                            "otel.sdk.span.started LONG_SUM {span} monotonic",
                                            "otel.sdk.span.live LONG_SUM {span}",
                                            "otel.sdk.processor.span.processed LONG_SUM {span} monotonic",
                                            "otel.sdk.processor.span.queue.size LONG_SUM {span}",
                                            "otel.sdk.exporter.span.inflight LONG_SUM {span}",
                                            "otel.sdk.exporter.span.exported LONG_SUM {span} monotonic",
                                            "clew.span.dropped LONG_SUM {span} monotonic",
                                            "otel.sdk.exporter.operation.duration HISTOGRAM s"));
        }
    }

    private static String shape(MetricData metric) {
        assertThat(metric.getDescription()).isNotEmpty();
        assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo("dev.clew.sdk");
        return metric.getName() + " " + metric.getType() + " " + metric.getUnit()
                + (metric.getLongSumData().isMonotonic() ? " monotonic" : "");
    }

    @Test
    void started_andLiveTellParentAndDecision() {
        try (ClewSdk sdk = builder().addSender(AnsweringSender.taking()).build()) {
            ChosenDecision.makeOneOfEachKind(sdk.getTracer("a"));

            assertThat(points("otel.sdk.span."))
                    .containsOnly(
                            started("none", "DROP", 1),
                            started("none", "RECORD_ONLY", 2),
                            started("none", "RECORD_AND_SAMPLE", 2),
                            started("local", "DROP", 1),
                            started("local", "RECORD_ONLY", 1),
                            started("local", "RECORD_AND_SAMPLE", 1),
                            started("remote", "DROP", 1),
                            started("remote", "RECORD_ONLY", 1),
                            started("remote", "RECORD_AND_SAMPLE", 1),
                            Map.entry("otel.sdk.span.live{otel.span.sampling_result=RECORD_ONLY}", 1L),
                            Map.entry("otel.sdk.span.live{otel.span.sampling_result=RECORD_AND_SAMPLE}", 1L));
        }
    }

    private static Map.Entry<String, Long> started(String origin, String decision, long spans) {
        return Map.entry(
                "otel.sdk.span.started{otel.span.parent.origin=" + origin + ", otel.span.sampling_result=" + decision
                        + "}",
                spans);
    }

    @Test
    void processorAndExporter_tellALifeWithEveryOutcome() {
        Deque<SendResult> script = new ArrayDeque<>(List.of(
                SendResult.delivered().withHttpStatus(200),
                SendResult.rejected("400").withHttpStatus(400),
                SendResult.partly(1, "one of one").withHttpStatus(200)));
        AnsweringSender sender = new AnsweringSender(batch -> script.isEmpty()
                ? new CompletableFuture<>() // never
                : CompletableFuture.completedFuture(script.removeFirst()));
        FailingExporter exporter = new FailingExporter();
        try (ClewSdk sdk = builder()
                .addSender(sender, ONE_BY_ONE)
                .addSpanExporter(exporter)
                .build()) {
            Tracer tracer = sdk.getTracer("a");
            for (int i = 0; i < 3; i++) {
                tracer.spanBuilder("span").startSpan().end();
                sdk.forceFlush().join(10, TimeUnit.SECONDS);
            }
            tracer.spanBuilder("unanswered").startSpan().end();
            await().untilAsserted(() -> assertThat(sender.sends).hasValue(4));

            String failing = "otel.component.name=" + FailingExporter.class.getName() + "/0, otel.component.type="
                    + FailingExporter.class.getName();
            Map<String, Long> points = points("");
            assertThat(points)
                    .containsEntry("otel.sdk.processor.span.processed{" + PROCESSOR + "}", 4L)
                    .containsEntry("otel.sdk.processor.span.queue.size{" + PROCESSOR + "}", 0L)
                    .containsEntry("otel.sdk.exporter.span.inflight{" + SENDER + "}", 1L)
                    .containsEntry("otel.sdk.exporter.span.exported{" + SENDER + "}", 1L)
                    .containsEntry("otel.sdk.exporter.span.exported{error.type=rejected, " + SENDER + "}", 2L)
                    .containsEntry("otel.sdk.exporter.span.exported{" + failing + "}", 0L)
                    .containsEntry("otel.sdk.exporter.span.exported{error.type=export_failed, " + failing + "}", 3L)
                    .containsEntry("clew.span.dropped{clew.drop.reason=export_failed, " + failing + "}", 3L);
            assertEqualsLedger(points, sdk.ledger());
        }
    }

    private static void assertEqualsLedger(Map<String, Long> points, SpanLedger ledger) {
        assertThat(sum(points, "otel.sdk.span.started", "RECORD_AND_SAMPLE")).isEqualTo(ledger.recorded());
        assertThat(sum(points, "otel.sdk.span.live", "RECORD_AND_SAMPLE")).isEqualTo(ledger.live());
        assertThat(sum(points, "otel.sdk.processor.span.queue.size", "")).isEqualTo(ledger.held());
        assertThat(sum(points, "otel.sdk.processor.span.processed", ""))
                .isEqualTo(ledger.recorded() - ledger.live() - ledger.held());
        for (DestinationLedger destination : ledger.destinations()) {
            String name = destination.destination().equals("answering") ? "answering" : "FailingExporter";
            assertThat(sum(points, "otel.sdk.exporter.span.inflight", name)).isEqualTo(destination.held());
            assertThat(sum(points, "otel.sdk.exporter.span.exported", name))
                    .isEqualTo(destination.accepted() - destination.held());
            assertThat(sum(points, "clew.span.dropped", name)).isEqualTo(destination.droppedTotal());
        }
    }

    private static long sum(Map<String, Long> points, String metric, String containing) {
        return points.entrySet().stream()
                .filter(point -> point.getKey().startsWith(metric + "{")
                        && point.getKey().contains(containing))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void operationDuration_tellsEachAttemptAndWhyItFailed() {
        Deque<CompletableFuture<SendResult>> script = new ArrayDeque<>(List.of(
                CompletableFuture.completedFuture(SendResult.retry("503").withHttpStatus(503)),
                CompletableFuture.completedFuture(SendResult.retry("late").withErrorType("timeout")),
                CompletableFuture.failedFuture(new IllegalStateException("broken")),
                CompletableFuture.completedFuture(
                        SendResult.partly(1, "one of one").withHttpStatus(200))));
        AnsweringSender sender = new AnsweringSender(batch -> script.isEmpty()
                ? CompletableFuture.completedFuture(SendResult.delivered().withHttpStatus(200))
                : script.removeFirst());
        try (ClewSdk sdk = builder()
                .addSender(sender, ONE_BY_ONE)
                .addSpanExporter(new FailingExporter())
                .build()) {
            for (int i = 0; i < 2; i++) {
                sdk.getTracer("a").spanBuilder("span").startSpan().end();
                sdk.forceFlush().join(20, TimeUnit.SECONDS); // waits through the retries
            }
            String other = FailingExporter.class.getName();
            await().untilAsserted(() -> assertThat(attempts())
                    .containsOnly(
                            Map.entry("{" + SENDER + ", 200}", 1L),
                            Map.entry("{" + SENDER + ", 200, rejected}", 1L),
                            Map.entry("{" + SENDER + ", 503, 503}", 1L),
                            Map.entry("{" + SENDER + ", timeout}", 1L),
                            Map.entry("{" + SENDER + ", java.lang.IllegalStateException}", 1L),
                            Map.entry(
                                    "{otel.component.name=" + other + "/0, otel.component.type=" + other + ", _OTHER}",
                                    2L)));
        }
    }

    /** Attempts by component, status and error. */
    private Map<String, Long> attempts() {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("otel.sdk.exporter.operation.duration"))
                .peek(metric -> assertThat(metric.getUnit()).isEqualTo("s"))
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .peek(point -> assertThat(point.getSum()).isBetween(0.0, 30.0))
                .collect(Collectors.toMap(
                        point -> {
                            String text = text(point.getAttributes().toBuilder()
                                    .remove(AttributeKey.stringKey("error.type"))
                                    .remove(AttributeKey.longKey("http.response.status_code"))
                                    .build());
                            Object status =
                                    point.getAttributes().get(AttributeKey.longKey("http.response.status_code"));
                            String error = point.getAttributes().get(AttributeKey.stringKey("error.type"));
                            return text.substring(0, text.length() - 1)
                                    + (status == null ? "" : ", " + status)
                                    + (error == null ? "" : ", " + error)
                                    + "}";
                        },
                        HistogramPointData::getCount));
    }

    @Test
    void shutdown_showsTheLastFiguresOnceMoreAndThenNothing() {
        ClewSdk sdk = builder()
                .addSender(new AnsweringSender(batch -> new CompletableFuture<>()), ONE_BY_ONE)
                .build();
        sdk.getTracer("a").spanBuilder("unanswered").startSpan().end();
        sdk.close(); // waits five seconds for the answer

        assertThat(points("clew.span.dropped"))
                .containsExactly(Map.entry("clew.span.dropped{clew.drop.reason=shutdown, " + SENDER + "}", 1L));
        assertThat(points("clew.span.dropped")).isEmpty();
        assertThat(points("otel.sdk.span.")).isEmpty();
    }

    @Test
    void closedSdk_isNotKeptAliveByItsMetrics() {
        WeakReference<ClewSdk> closed = closedSdk();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(closed.get()).isNull();
        });
        assertThat(points("otel.sdk.span.started")).hasSize(1);
    }

    private WeakReference<ClewSdk> closedSdk() {
        ClewSdk sdk = builder().addSender(AnsweringSender.taking()).build();
        sdk.getTracer("a").spanBuilder("span").startSpan().end();
        sdk.close();
        return new WeakReference<>(sdk);
    }

    @Test
    void twoSdksOneAfterTheOther_showEachItsOwnFigures() {
        closedSdk();
        assertThat(sum(points(""), "otel.sdk.span.started", "")).isEqualTo(1);
        try (ClewSdk second = builder().addSender(AnsweringSender.taking()).build()) {
            for (int i = 0; i < 5; i++) {
                second.getTracer("a").spanBuilder("span").startSpan().end();
            }
            assertThat(sum(points(""), "otel.sdk.span.started", "")).isEqualTo(5);
        }
    }

    @Test
    void startedAndLive_areWhatOpenTelemetrysSdkCounts() {
        InMemoryMetricReader theirs = InMemoryMetricReader.create();
        try (SdkMeterProvider theirMeters =
                        SdkMeterProvider.builder().registerMetricReader(theirs).build();
                SdkTracerProvider standard = SdkTracerProvider.builder()
                        .setSampler(new ChosenDecision())
                        .setMeterProvider(() -> theirMeters)
                        .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite())
                                .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                                .setMeterProvider(theirMeters)
                                .build())
                        .build();
                ClewSdk sdk = builder().addSender(AnsweringSender.taking()).build()) {
            ChosenDecision.makeOneOfEachKind(standard.get("a"));
            ChosenDecision.makeOneOfEachKind(sdk.getTracer("a"));
            standard.forceFlush().join(10, TimeUnit.SECONDS);
            sdk.forceFlush().join(10, TimeUnit.SECONDS);

            for (String name :
                    List.of("otel.sdk.span.started", "otel.sdk.span.live", "otel.sdk.processor.span.processed")) {
                MetricData ours = named(reader, name);
                MetricData expected = named(theirs, name);
                assertThat(ours.getType()).isEqualTo(expected.getType());
                assertThat(ours.getUnit()).isEqualTo(expected.getUnit());
                assertThat(ours.getLongSumData().isMonotonic())
                        .isEqualTo(expected.getLongSumData().isMonotonic());
                assertThat(values(ours)).as(name).isEqualTo(values(expected));
            }
        }
    }

    private static MetricData named(InMemoryMetricReader from, String name) {
        return from.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there"));
    }

    // What is 0 may be left out.
    private static Map<String, Long> values(MetricData metric) {
        return metric.getLongSumData().getPoints().stream()
                .filter(point -> point.getValue() != 0)
                .collect(Collectors.toMap(
                        point -> text(point.getAttributes()).replaceAll("/\\d+", "/n"), point -> point.getValue()));
    }

    @Test
    void withoutAMeterProvider_nothingIsRegisteredAndUnrecordedSpansAreNotCounted() {
        try (ClewSdk sdk = ClewSdk.builder()
                .setSampler(new ChosenDecision())
                .addSender(AnsweringSender.taking())
                .build()) {
            ChosenDecision.makeOneOfEachKind(sdk.getTracer("a"));

            assertThat(reader.collectAllMetrics()).isEmpty();
            assertThat(sdk.ledger().recorded()).isEqualTo(4);
        }
    }
}
