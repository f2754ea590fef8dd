package dev.clew.sdk.export;

import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans to a foreign {@link SpanExporter}, on a thread of its own: foreign code does not run on the drain, and what it
 * gets stands on private copies.
 *
 * <p>Threads: the drain gives, {@code clew-exporter} takes and is the only one to call the exporter, one call at a time.
 * Allocates: a copy of each message. When full: the newest span is dropped, reason {@code destination_full}. A call that has not
 * returned 5 seconds after its time was over is interrupted, and its spans are dropped, reason {@code export_failed}. An exporter that hangs at
 * shutdown is left behind at the deadline, and what it had not taken is dropped.
 */
final class ExporterDestination implements Destination {
    private final GuardedExporter exporter;
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
    private final CallWatch watch;
    private final List<Answer> unanswered = new ArrayList<>();
    private @Nullable Long deadlineNanos; // once it is closing, until it gave up

    /** Starts the exporter's thread when the first span comes. */
    ExporterDestination(GuardedExporter exporter, BatchLimits limits, BatchSource source, Incidents incidents) {
        this.exporter = exporter;
        this.watch = new CallWatch(exporter.timeoutNanos());
        this.source = source;
        this.counts = new DestinationCounts(exporter.toString(), incidents);
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
        if (watch.isStuck(exporter.call(), nowNanos)) {
            counts.dropped(DropReason.EXPORT_FAILED, exporting.getAndSet(0));
            incidents.report("span exporter does not return from a call and is interrupted: " + this, null);
            queue.interrupt();
        }
        if (deadlineNanos != null && nowNanos - deadlineNanos >= 0) {
            deadlineNanos = null;
            giveUp();
        }
    }

    private void giveUp() {
        int left = queue.clearSpans() + exporting.getAndSet(0);
        if (left > 0) {
            counts.dropped(DropReason.SHUTDOWN, left);
        }
        if (exporter.call() != 0) {
            queue.interrupt();
        }
        unanswered.forEach(answer -> answer.give(false));
        unanswered.clear();
    }

    private void export(List<ExporterQueue.Span> spans) {
        exporting.set(spans.size());
        CompletableResultCode result = CompletableResultCode.ofFailure();
        try {
            result = exporter.export(decoded(spans));
        } catch (Throwable thrown) {
            incidents.report("spans could not be read back for " + this, thrown);
        }
        boolean delivered = result.isSuccess(); // read once: what timed out may still succeed
        int answered = exporting.getAndSet(0);
        lostSinceFlush |= !delivered || answered == 0;
        // None are left when they were given up meanwhile, and counted then.
        if (delivered) {
            counts.delivered(answered);
            return;
        }
        if (result.getFailureThrowable() instanceof SpansRejectedException refused) {
            int rejected = Math.min(refused.rejected(), answered);
            counts.rejected(rejected);
            counts.delivered(answered - rejected);
        } else {
            counts.dropped(DropReason.EXPORT_FAILED, answered);
        }
    }

    private List<SpanData> decoded(List<ExporterQueue.Span> spans) {
        List<SpanData> decoded = new ArrayList<>(spans.size());
        for (ExporterQueue.Span span : spans) {
            decoded.add(OtlpSpanReader.read(
                    span.message,
                    0,
                    span.message.length,
                    source.resource(),
                    source.scopes().get(span.scopeId)));
        }
        return decoded;
    }

    @Override
    public void flush(Flush flush) {
        Answer answer = answer(flush);
        queue.run(() -> answer.give(flushExporter()));
    }

    private boolean flushExporter() {
        boolean lost = lostSinceFlush;
        lostSinceFlush = false;
        return exporter.flush() && !lost;
    }

    @Override
    public void shutdown(Flush flush, long newDeadlineNanos) {
        Answer answer = answer(flush);
        deadlineNanos = newDeadlineNanos;
        queue.close(() -> {
            boolean flushed = flushExporter();
            answer.give(exporter.shutdown() && flushed);
        });
    }

    private Answer answer(Flush flush) {
        unanswered.removeIf(Answer::isGiven);
        Answer answer = new Answer(flush);
        unanswered.add(answer);
        return answer;
    }

    @Override
    public void disconnect() {
        exporter.disconnect();
    }

    @Override
    public DestinationLedger ledger() {
        return counts.snapshot();
    }

    @Override
    public Attributes component() {
        return exporter.component();
    }

    @Override
    public String toString() {
        return exporter.toString();
    }

    /** What a flush waits for: the exporter's thread gives it, or the drain at the deadline of a shutdown. */
    private static final class Answer {
        private final Flush flush;
        private final AtomicBoolean given = new AtomicBoolean();

        Answer(Flush flush) {
            this.flush = flush;
        }

        boolean isGiven() {
            return given.get();
        }

        void give(boolean everythingDelivered) {
            if (given.compareAndSet(false, true)) {
                flush.done(everythingDelivered);
            }
        }
    }
}
