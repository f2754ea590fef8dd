package dev.clew.instrumentation.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallSpanTest {
    private static final int CALLS = 500;
    private static final List<Status> ENDS = List.of(Status.OK, Status.CANCELLED, Status.UNAVAILABLE);

    @Test
    void end_onManyThreadsCountsOnce() throws Exception {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build()) {
            CallSpans spans = new CallSpans(sdk, SpanKind.CLIENT, options(), new Failures());
            List<CallSpan> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> spans.start(Context.root(), Text.SAY, () -> "localhost"))
                    .toList();
            endAll(calls);

            assertThat(exporter.getFinishedSpanItems()).hasSize(CALLS);
            assertThat(reader.collectAllMetrics())
                    .singleElement()
                    .satisfies(metric -> assertThat(metric.getHistogramData().getPoints().stream()
                                    .mapToLong(point -> point.getCount())
                                    .sum())
                            .isEqualTo(CALLS));
        }
    }

    private static void endAll(List<CallSpan> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ENDS.size());
        CyclicBarrier together = new CyclicBarrier(ENDS.size());
        try {
            List<Future<?>> ends = ENDS.stream()
                    .<Future<?>>map(status -> threads.submit(() -> {
                        for (CallSpan call : calls) {
                            together.await();
                            call.end(status, null);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static GrpcOptions options() {
        CapturedMetadata nothing = new CapturedMetadata(List.of(), RpcAttributes::requestHeader);
        return new GrpcOptions(nothing, nothing, nothing, method -> true, new GrpcOptions.Switches(false, false));
    }
}
