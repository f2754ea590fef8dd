package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics, as the standard SDK's meters collect them. */
class CallDurationsTest {
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    @AfterEach
    void closeSdk() {
        sdk.close();
    }

    @Test
    void callsAreCountedOnceWithTheDurationOfTheirSpans() {
        Map<String, MetricData> metrics = afterACall(new Wire.Handlers());

        assertThat(metrics.values())
                .allSatisfy(metric -> assertThat(metric.getUnit()).isEqualTo("s"));
        HistogramPointData client = point(metrics, "rpc.client.call.duration");
        assertThat(client.getAttributes())
                .isEqualTo(Attributes.builder()
                        .put("rpc.system.name", "grpc")
                        .put("rpc.method", "suite.Echo/Say")
                        .put("rpc.status_code", "OK")
                        .put("server.address", "localhost")
                        .build());
        assertThat(client.getCount()).isEqualTo(1);
        assertThat(client.getBoundaries()).startsWith(0.005).endsWith(10.0).hasSize(14);
        assertThat(client.getSum()).isCloseTo(seconds(SpanKind.CLIENT), within(0.05));
        HistogramPointData server = point(metrics, "rpc.server.call.duration");
        assertThat(server.getAttributes())
                .isEqualTo(Attributes.builder()
                        .put("rpc.system.name", "grpc")
                        .put("rpc.method", "suite.Echo/Say")
                        .put("rpc.status_code", "OK")
                        .build());
        assertThat(server.getCount()).isEqualTo(1);
        assertThat(server.getSum()).isCloseTo(seconds(SpanKind.SERVER), within(0.05));
    }

    @Test
    void failuresHaveTheTypeOfTheirError() {
        Map<String, MetricData> metrics = afterACall(new Wire.Handlers()
                .say(ServerCalls.asyncUnaryCall((request, out) -> out.onError(Status.NOT_FOUND.asRuntimeException()))));

        assertThat(point(metrics, "rpc.client.call.duration").getAttributes().asMap())
                .containsEntry(GrpcContract.STATUS_CODE, "NOT_FOUND")
                .containsEntry(GrpcContract.ERROR_TYPE, "NOT_FOUND");
        assertThat(point(metrics, "rpc.server.call.duration").getAttributes().asMap())
                .containsEntry(GrpcContract.STATUS_CODE, "NOT_FOUND")
                .doesNotContainKey(GrpcContract.ERROR_TYPE);
    }

    private Map<String, MetricData> afterACall(Wire.Handlers handlers) {
        try (Wire wire = Wire.start(Stack.IN_PROCESS, handlers, GrpcTracing.create(sdk))) {
            try {
                GrpcContract.say(wire, "hello");
            } catch (StatusRuntimeException asked) {
                assertThat(asked.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            }
            wire.drain();
        }
        return reader.collectAllMetrics().stream().collect(Collectors.toMap(MetricData::getName, Function.identity()));
    }

    private static HistogramPointData point(Map<String, MetricData> metrics, String name) {
        assertThat(metrics).containsKey(name);
        Collection<HistogramPointData> points =
                Objects.requireNonNull(metrics.get(name)).getHistogramData().getPoints();
        assertThat(points).hasSize(1);
        return points.iterator().next();
    }

    private double seconds(SpanKind kind) {
        SpanData span = exporter.getFinishedSpanItems().stream()
                .filter(one -> one.getKind() == kind)
                .findFirst()
                .orElseThrow();
        return (double) (span.getEndEpochNanos() - span.getStartEpochNanos()) / TimeUnit.SECONDS.toNanos(1);
    }
}
