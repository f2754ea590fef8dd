package dev.clew.benchmarks.endtoend;

import dev.clew.exporter.otlp.Compression;
import dev.clew.exporter.otlp.OtlpHttpSender;
import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessorBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An SDK at work.
 *
 * @param provider makes its tracers
 * @param flush sends what it holds
 * @param shutdown ends it
 * @param counted spans that it says it lost; 0 from those that do not say
 */
record Running(
        TracerProvider provider,
        Supplier<CompletableResultCode> flush,
        Supplier<CompletableResultCode> shutdown,
        LongSupplier counted) {
    private static final int TUNED_QUEUE_SPANS = 65_536;
    private static final int TUNED_BATCH_SPANS = 8_192;
    private static final Duration TUNED_DELAY = Duration.ofMillis(100);

    /** Starts it; it sends to this port of this machine. */
    static Running start(Subject subject, int port, String compression) {
        return switch (subject) {
            case NOTHING, NOOP ->
                new Running(
                        TracerProvider.noop(),
                        CompletableResultCode::ofSuccess,
                        CompletableResultCode::ofSuccess,
                        () -> 0);
            case CLEW -> clew(port, compression);
            case OTEL_HTTP, OTEL_GRPC, OTEL_TUNED_HTTP, OTEL_TUNED_JDK, OTEL_TUNED_GRPC ->
                openTelemetry(subject, port, compression);
        };
    }

    private static Running clew(int port, String compression) {
        OtlpHttpSender sender = OtlpHttpSender.builder()
                .setEndpoint(URI.create("http://localhost:" + port + "/v1/traces"))
                .setCompression("gzip".equals(compression) ? Compression.GZIP : Compression.NONE)
                .build();
        ClewSdk sdk = ClewSdk.builder().addSender(sender).build();
        return new Running(
                sdk.getTracerProvider(),
                sdk::forceFlush,
                sdk::shutdown,
                () -> sdk.ledger().lost());
    }

    private static Running openTelemetry(Subject subject, int port, String compression) {
        BatchSpanProcessorBuilder processor = BatchSpanProcessor.builder(exporter(subject, port, compression));
        if (subject.isTuned()) {
            processor
                    .setMaxQueueSize(TUNED_QUEUE_SPANS)
                    .setMaxExportBatchSize(TUNED_BATCH_SPANS)
                    .setScheduleDelay(TUNED_DELAY);
        }
        SdkTracerProvider sdk =
                SdkTracerProvider.builder().addSpanProcessor(processor.build()).build();
        return new Running(sdk, sdk::forceFlush, sdk::shutdown, () -> 0);
    }

    private static SpanExporter exporter(Subject subject, int port, String compression) {
        if (subject.isGrpc()) {
            return OtlpGrpcSpanExporter.builder()
                    .setEndpoint("http://localhost:" + port)
                    .setCompression(compression)
                    .build();
        }
        String key = "io.opentelemetry.sdk.common.export.HttpSenderProvider";
        System.setProperty(
                key,
                subject == Subject.OTEL_TUNED_JDK
                        ? "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider"
                        : "io.opentelemetry.exporter.sender.okhttp.internal.OkHttpHttpSenderProvider");
        return OtlpHttpSpanExporter.builder()
                .setEndpoint("http://localhost:" + port + "/v1/traces")
                .setCompression(compression)
                .build();
    }
}
