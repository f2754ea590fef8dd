package dev.clew.sdk.export;

import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hands spans to a foreign {@link SpanExporter}, on a thread of its own: foreign code does not run on the drain, and what it
 * gets stands on private copies.
 *
 * <p>Threads: the drain gives, {@code clew-exporter} takes and is the only one to call the exporter, one call at a time.
 * Allocates: a copy of each message. When full: the newest span is dropped, reason {@code destination_full}.
 */
public final class ExporterDestination implements Destination {
    private static final long EXPORT_TIMEOUT_SECONDS = 30;

    private final SpanExporter exporter;
    private final BatchSource source;
    private final DestinationCounts counts;
    private final Incidents incidents;
    private final ExporterQueue queue;
    // The exporter's own thread only.
    private boolean lostSinceFlush;

    /** Starts the exporter's thread when the first span comes. */
    public ExporterDestination(SpanExporter exporter, BatchLimits limits, BatchSource source, Incidents incidents) {
        this.exporter = exporter;
        this.source = source;
        this.counts = new DestinationCounts(exporter.toString(), incidents);
        this.incidents = incidents;
        this.queue = new ExporterQueue(limits, this::export);
    }

    @Override
    public void accept(Frame frame) {
        if (!frame.is(FrameLayout.SAMPLED)) {
            return;
        }
        counts.accepted(1);
        byte[] message = new byte[frame.messageLength()];
        frame.copyMessage(message, 0);
        if (!queue.offer(new ExporterQueue.Span(message, frame.scopeId()))) {
            counts.dropped(queue.isClosed() ? DropReason.SHUTDOWN : DropReason.DESTINATION_FULL, 1);
        }
    }

    @Override
    public void afterPass(long nowNanos) {
        counts.sayDrops();
    }

    private void export(List<ExporterQueue.Span> spans) {
        CompletableResultCode result;
        try {
            List<SpanData> decoded = new ArrayList<>(spans.size());
            for (ExporterQueue.Span span : spans) {
                decoded.add(OtlpSpanReader.read(
                        span.message,
                        0,
                        span.message.length,
                        source.resource(),
                        source.scopes().get(span.scopeId)));
            }
            result = exporter.export(decoded).join(EXPORT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable thrown) {
            incidents.report("span exporter failed: " + this, thrown);
            result = CompletableResultCode.ofFailure();
        }
        if (result.isSuccess()) {
            counts.delivered(spans.size());
        } else {
            lostSinceFlush = true;
            counts.dropped(DropReason.EXPORT_FAILED, spans.size());
        }
    }

    @Override
    public void flush(Flush flush) {
        queue.run(() -> flush.done(flushExporter()));
    }

    private boolean flushExporter() {
        boolean lost = lostSinceFlush;
        lostSinceFlush = false;
        return succeeds("flush", exporter::flush) && !lost;
    }

    @Override
    public void shutdown(Flush flush, long deadlineNanos) {
        queue.close(() -> {
            boolean flushed = flushExporter();
            flush.done(succeeds("shutdown", exporter::shutdown) && flushed);
        });
    }

    private boolean succeeds(String what, Supplier<CompletableResultCode> call) {
        try {
            return call.get().join(EXPORT_TIMEOUT_SECONDS, TimeUnit.SECONDS).isSuccess();
        } catch (Throwable thrown) {
            incidents.report("span exporter failed in " + what + ": " + this, thrown);
            return false;
        }
    }

    @Override
    public DestinationLedger ledger() {
        return counts.snapshot();
    }

    @Override
    public String toString() {
        return exporter.toString();
    }
}
