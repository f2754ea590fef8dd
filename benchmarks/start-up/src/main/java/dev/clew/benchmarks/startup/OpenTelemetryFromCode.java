package dev.clew.benchmarks.startup;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.concurrent.TimeUnit;

/** {@code SdkTracerProvider.builder()} with the batch processor and the OTLP exporter, without autoconfigure. */
final class OpenTelemetryFromCode {
    private OpenTelemetryFromCode() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces")
                                .build())
                        .build())
                .build();
        provider.get("start-up").spanBuilder("first").startSpan().end();
        if (args.length > 0 && !provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()) {
            throw new IllegalStateException("not received");
        }
        Report.endAt(start);
    }
}
