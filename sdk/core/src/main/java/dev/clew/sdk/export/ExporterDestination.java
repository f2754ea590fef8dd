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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans to a foreign {@link SpanExporter}, on a thread of its own: foreign code does not run on the drain, and what it
 * gets stands on private copies.
 *
 * <p>Threads: the drain gives, {@code clew-exporter} takes and is the only one to call the exporter, one call at a time.
 * Allocates: a copy of each message. When full: the newest span is dropped, reason {@code destination_full}. An exporter that
 * hangs at shutdown is left behind at the deadline, and what it had not taken is dropped.
 */
final class ExporterDestination implements Destination {
    private static final long FLUSH_TIMEOUT_SECONDS = 30;

    private final SpanExporter exporter;
    private final String name;
    private final BatchSource source;
    private final DestinationCounts counts;
    private final Incidents incidents;
    private final ExporterQueue queue;
    // Spans that the exporter has been given and not answered for. Whoever takes them out counts them: the exporter's
    // thread, or the drain at the deadline.
    private final AtomicInteger exporting = new AtomicInteger();
    // The exporter's own thread only.
    private boolean lostSinceFlush;
    // The drain only.
    private @Nullable Closing closing;

    /** Starts the exporter's thread when the first span comes. */
    ExporterDestination(SpanExporter exporter, BatchLimits limits, BatchSource source, Incidents incidents) {
        this.exporter = exporter;
        this.source = source;
        this.name = exporter.toString();
        this.counts = new DestinationCounts(name, incidents);
        this.incidents = incidents;
        this.queue = new ExporterQueue(limits, this::export, incidents);
    }

    @Override
    public void accept(Frame frame) {
        if (!frame.is(FrameLayout.SAMPLED)) {
            return;
        }
        counts.accepted(1);
        boolean queued;
        try {
            byte[] message = new byte[frame.messageLength()];
            frame.copyMessage(message, 0);
            queued = queue.offer(new ExporterQueue.Span(message, frame.scopeId()));
        } catch (Throwable failed) {
            counts.dropped(DropReason.ENCODING_FAILED, 1);
            throw failed;
        }
        if (!queued) {
            counts.dropped(queue.isClosed() ? DropReason.SHUTDOWN : DropReason.DESTINATION_FULL, 1);
        }
    }

    /** Batches by age are for the queue's own thread; here only the end of a shutdown is due by time. */
    @Override
    public void afterPass(long nowNanos) {
        counts.sayDrops();
        Closing late = closing;
        if (late != null && nowNanos - late.deadlineNanos >= 0) {
            closing = null;
            late.giveUp();
        }
    }

    private void export(List<ExporterQueue.Span> spans) {
        exporting.set(spans.size());
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
            result = exporter.export(decoded).join(queue.exportTimeoutNanos(), TimeUnit.NANOSECONDS);
        } catch (Throwable thrown) {
            incidents.report("span exporter failed: " + name, thrown);
            result = CompletableResultCode.ofFailure();
        }
        int answered = exporting.getAndSet(0);
        if (answered == 0) {
            return; // given up at the deadline, and counted then
        }
        if (result.isSuccess()) {
            counts.delivered(answered);
            return;
        }
        lostSinceFlush = true;
        if (result.getFailureThrowable() instanceof SpansRejectedException refused) {
            int rejected = Math.min(refused.rejected(), answered);
            counts.rejected(rejected);
            counts.delivered(answered - rejected);
        } else {
            counts.dropped(DropReason.EXPORT_FAILED, answered);
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
        Closing begun = new Closing(flush, deadlineNanos);
        closing = begun;
        queue.close(() -> {
            boolean flushed = flushExporter();
            begun.tell(succeeds("shutdown", exporter::shutdown) && flushed);
        });
    }

    private boolean succeeds(String what, Supplier<CompletableResultCode> call) {
        try {
            return call.get().join(FLUSH_TIMEOUT_SECONDS, TimeUnit.SECONDS).isSuccess();
        } catch (Throwable thrown) {
            incidents.report("span exporter failed in " + what + ": " + name, thrown);
            return false;
        }
    }

    @Override
    public DestinationLedger ledger() {
        return counts.snapshot();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A shutdown under way: the exporter's thread ends it, or the drain at the deadline. */
    private final class Closing {
        private final Flush flush;
        private final long deadlineNanos;
        private final AtomicBoolean told = new AtomicBoolean();

        Closing(Flush flush, long deadlineNanos) {
            this.flush = flush;
            this.deadlineNanos = deadlineNanos;
        }

        void tell(boolean everythingDelivered) {
            if (told.compareAndSet(false, true)) {
                flush.done(everythingDelivered);
            }
        }

        void giveUp() {
            int left = queue.clearSpans() + exporting.getAndSet(0);
            if (left > 0) {
                counts.dropped(DropReason.SHUTDOWN, left);
            }
            tell(false);
        }
    }
}
