package dev.clew.instrumentation.jdbc;

import dev.clew.sdk.ClewSdk;
import dev.clew.testing.InMemoryDestination;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.OpenTelemetry;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An SDK under a suite, and what was recorded in it. */
record Telemetry(
        OpenTelemetry openTelemetry, Supplier<List<SpanData>> ended, InMemoryMetricReader metrics, Runnable end)
        implements AutoCloseable {
    /** The OpenTelemetry SDK. */
    static Telemetry standard() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        InMemoryMetricReader metrics = InMemoryMetricReader.create();
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .setMeterProvider(meters(metrics))
                .build();
        return new Telemetry(sdk, exporter::getFinishedSpanItems, metrics, sdk::close);
    }

    static Telemetry clew() {
        InMemoryDestination destination = new InMemoryDestination();
        InMemoryMetricReader metrics = InMemoryMetricReader.create();
        SdkMeterProvider meters = meters(metrics);
        ClewSdk sdk = ClewSdk.builder()
                .addSpanExporter(destination)
                .setMeterProvider(meters)
                .build();
        Supplier<List<SpanData>> ended = () -> {
            sdk.forceFlush().join(10, TimeUnit.SECONDS);
            return destination.spans();
        };
        return new Telemetry(sdk, ended, metrics, () -> {
            sdk.close();
            meters.close();
        });
    }

    private static SdkMeterProvider meters(InMemoryMetricReader reader) {
        return SdkMeterProvider.builder().registerMetricReader(reader).build();
    }

    List<SpanData> spans() {
        return ended.get();
    }

    /** The traces, a line each. */
    String trees(String... attributeKeys) {
        return String.join(
                "\n",
                TraceTree.of(spans()).stream()
                        .map(tree -> tree.toLine(attributeKeys))
                        .toList());
    }

    Collection<HistogramPointData> durations() {
        return metrics.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("db.client.operation.duration"))
                .map(MetricData::getHistogramData)
                .flatMap(data -> data.getPoints().stream())
                .toList();
    }

    @Override
    public void close() {
        end.run();
    }
}
