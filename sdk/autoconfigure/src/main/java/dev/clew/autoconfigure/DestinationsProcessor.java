package dev.clew.autoconfigure;

import dev.clew.sdk.export.BatchLimits;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the destinations in the eyes of processor customizers. One who answers another processor has it decide which spans
 * go on to this one: they then reach the destinations through OpenTelemetry's own batch processor, and no span goes around it.
 */
final class DestinationsProcessor implements SpanProcessor {
    private volatile @Nullable SpanProcessor batches;

    /** Sends what comes here to the exporter. */
    void sendTo(SpanExporter exporter, BatchLimits limits) {
        batches = BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(limits.maxHeldSpans())
                .setMaxExportBatchSize(limits.maxSpans())
                .setScheduleDelay(Duration.ofNanos(Math.max(1, limits.maxAgeNanos())))
                .setExporterTimeout(Duration.ofNanos(limits.exportTimeoutNanos()))
                .build();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        SpanProcessor sends = batches;
        if (sends != null) {
            sends.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        SpanProcessor sends = batches;
        return sends == null ? CompletableResultCode.ofSuccess() : sends.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        SpanProcessor sends = batches;
        return sends == null ? CompletableResultCode.ofSuccess() : sends.shutdown();
    }

    @Override
    public String toString() {
        return "DestinationsProcessor{" + batches + "}";
    }
}
