package dev.clew.benchmarks;

import brave.Tracing;
import brave.handler.SpanHandler;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.sampling.Samplers;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * The SDKs as a service would set them up, each with an exporter that takes everything at once: what is measured is the caller
 * and the hand-over, not a network.
 */
final class Sdks {
    private Sdks() {}

    /** With a batch processor: without one the OpenTelemetry SDK answers a no-op tracer. */
    static SdkTracerProvider openTelemetry(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new TakesAllSpans()).build())
                .build();
    }

    static ClewSdk clew(boolean sampled) {
        return ClewSdk.builder()
                .setSampler(Samplers.parentBased(sampled ? Samplers.alwaysOn() : Samplers.alwaysOff()))
                .addSender(takesAll())
                .build();
    }

    /** With a handler that takes everything: without one, Brave logs each span. */
    static Tracing brave(boolean sampled) {
        return Tracing.newBuilder()
                .addSpanHandler(new TakesAllInPlace())
                .sampler(sampled ? brave.sampler.Sampler.ALWAYS_SAMPLE : brave.sampler.Sampler.NEVER_SAMPLE)
                .build();
    }

    /** A sender whose batches are delivered when it is given them. */
    static BatchSender takesAll() {
        return new TakesAll();
    }

    private static final class TakesAll implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            Taken.add(batch.spanCount());
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public String toString() {
            return "nowhere";
        }
    }

    private static final class TakesAllSpans implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            Taken.add(spans.size());
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    // Brave calls it on the thread that finishes the span; nothing can be lost, so nothing is counted.
    private static final class TakesAllInPlace extends SpanHandler {}
}
