package dev.clew.instrumentation.http.contract;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;

/** An SDK with the OpenTelemetry SDK's metrics beside it, and what they measured. */
final class Metered implements OpenTelemetry, AutoCloseable {
    private final OpenTelemetry traces;
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(reader).build();

    Metered(OpenTelemetry traces) {
        this.traces = traces;
    }

    /** The metrics of that name: one, or none while nothing was measured. */
    List<MetricData> named(String name) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .toList();
    }

    List<HistogramPointData> points(String name) {
        return named(name).stream()
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .toList();
    }

    @Override
    public TracerProvider getTracerProvider() {
        return traces.getTracerProvider();
    }

    @Override
    public MeterProvider getMeterProvider() {
        return meters;
    }

    @Override
    public ContextPropagators getPropagators() {
        return traces.getPropagators();
    }

    @Override
    public void close() {
        meters.close();
    }
}
