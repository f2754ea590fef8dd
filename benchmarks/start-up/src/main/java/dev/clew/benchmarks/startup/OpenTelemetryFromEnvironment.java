package dev.clew.benchmarks.startup;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;

/** {@code AutoConfiguredOpenTelemetrySdk} with the OTLP exporter; with an argument, until the span is received. */
final class OpenTelemetryFromEnvironment {
    private OpenTelemetryFromEnvironment() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
        sdk.getTracer("start-up").spanBuilder("first").startSpan().end();
        if (args.length > 0
                && !sdk.getSdkTracerProvider()
                        .forceFlush()
                        .join(30, TimeUnit.SECONDS)
                        .isSuccess()) {
            throw new IllegalStateException("not received");
        }
        Report.endAt(start);
    }
}
