package dev.clew.sdk.export;

import dev.clew.sdk.export.Outbox.Numbered;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches through a {@link BatchSender}: several at once, again when the other side is away, in halves when they are too
 * large.
 *
 * <p>Threads: the drain; answers come back to it as tasks. Allocates: batches. When full: the oldest waiting batch is dropped,
 * reason {@code destination_full}.
 */
final class SenderDestination implements Destination {
    private static final long ANSWER_TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final GuardedSender sender;
    private final Executor drain;
    private final BatchLimits limits;
    private final BatchBuilder open;
    private final DestinationCounts counts;
    private final Incidents incidents;
    private final RetrySchedule retries =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    private final Outbox outbox = new Outbox();
    private final Outcomes outcomes;
    private final Clockwork clockwork = new Clockwork();

    /** Batches of the source's frames, sent as soon as the limits seal them; answers are handled on the drain. */
    SenderDestination(
            GuardedSender sender, Executor drain, BatchLimits limits, BatchSource source, Incidents incidents) {
        this.sender = sender;
        this.drain = drain;
        this.limits = limits;
        this.open = new BatchBuilder(source.resource(), source.scopes());
        this.counts = new DestinationCounts(sender.toString(), incidents);
        this.outcomes = new Outcomes(incidents);
        this.incidents = incidents;
    }

    @Override
    public void accept(Frame frame) {
        if (!frame.is(FrameLayout.SAMPLED)) {
            return;
        }
        counts.accepted(1);
        if (clockwork.closing) {
            counts.dropped(DropReason.SHUTDOWN, 1);
            return;
        }
        try {
            open.append(frame);
        } catch (Throwable failed) {
            counts.dropped(DropReason.ENCODING_FAILED, 1);
            throw failed;
        }
        if (open.spanCount() >= limits.maxSpans() || open.sizeBytes() >= limits.maxBytes()) {
            seal();
            send();
        }
    }

    @Override
    public void afterPass(long nowNanos) {
        clockwork.tick(nowNanos);
        counts.sayDrops();
        retries.tick(nowNanos);
        if (open.spanCount() > 0 && clockwork.openFor() >= limits.maxAgeNanos()) {
            seal();
        }
        giveUpOnLateAnswers();
        send();
        closeWhenDone();
    }

    private void seal() {
        outbox.add(open.seal());
        clockwork.counting = false;
        keepWithinBudget();
    }

    private void keepWithinBudget() {
        while (outbox.heldBytes() > limits.maxHeldBytes() || outbox.waitingSpans() > limits.maxHeldSpans()) {
            Numbered oldest = outbox.dropOldest();
            if (oldest == null) {
                return;
            }
            drop(oldest, DropReason.DESTINATION_FULL);
        }
    }

    private void drop(Numbered batch, DropReason reason) {
        counts.dropped(reason, batch.batch().spanCount());
        outcomes.settled(batch.number(), false);
    }

    private void send() {
        // Not before the first pass has told the time, by which a late answer is known.
        while (clockwork.known && outbox.inFlight() < retries.allowed(limits.maxInFlight())) {
            Numbered next = outbox.next(clockwork.now);
            if (next == null) {
                return;
            }
            var unused = sender.send(next.batch())
                    .whenComplete((result, thrown) -> drain.execute(() -> answered(next, result, thrown)));
        }
    }

    // A sender keeps a time of its own. One that does not must not hold its batches, and our requests, for ever.
    private void giveUpOnLateAnswers() {
        for (Numbered late : outbox.sentBefore(clockwork.now - ANSWER_TIMEOUT_NANOS)) {
            answered(late, SendResult.retry("the sender did not answer within 5 minutes"), null);
        }
    }

    private void answered(Numbered batch, @Nullable SendResult result, @Nullable Throwable thrown) {
        if (!outbox.landed(batch)) {
            return; // given up at shutdown, and counted then
        }
        SendResult answer = result != null ? result : SendResult.retry(String.valueOf(thrown));
        switch (answer.outcome()) {
            case DELIVERED -> delivered(batch, answer);
            case RETRY -> {
                retries.failed(answer.retryAfterMillis());
                outbox.putBack(batch.afterFailure());
                keepWithinBudget();
                incidents.report("spans wait to be sent again: " + this, answer.message(), 1, thrown);
            }
            case REJECTED -> rejected(batch, answer);
            case TOO_LARGE -> tooLarge(batch, answer);
        }
    }

    private void delivered(Numbered batch, SendResult answer) {
        retries.succeeded();
        // More rejected than sent, or fewer than none, is a mistake of the other side; the account stays balanced.
        long rejected =
                Math.max(0, Math.min(answer.rejectedSpans(), batch.batch().spanCount()));
        counts.delivered(batch.batch().spanCount() - rejected);
        counts.rejected(rejected);
        outcomes.settled(batch.number(), rejected == 0);
        if (!batch.hasFailed()) {
            open.takeBack(batch.batch());
        }
        if (rejected > 0) {
            incidents.report("spans rejected: " + this, answer.message(), rejected, null);
        } else if (!answer.message().isEmpty()) {
            incidents.report("spans taken, with a warning: " + this, answer.message(), 1, null);
        }
    }

    private void rejected(Numbered batch, SendResult answer) {
        retries.succeeded();
        counts.rejected(batch.batch().spanCount());
        outcomes.settled(batch.number(), false);
        incidents.report(
                "spans rejected: " + this, answer.message(), batch.batch().spanCount(), null);
    }

    private void tooLarge(Numbered batch, SendResult answer) {
        if (batch.batch().spanCount() == 1) {
            rejected(batch, answer);
            return;
        }
        retries.succeeded();
        List<Batch> halves;
        try {
            halves = open.another().split(batch.batch());
        } catch (Throwable failed) {
            drop(batch, DropReason.ENCODING_FAILED);
            throw failed;
        }
        outbox.putBack(new Numbered(halves.get(0), batch.number(), batch.firstSpan(), false));
        int second = batch.firstSpan() + halves.get(0).spanCount();
        outbox.putBack(new Numbered(halves.get(1), batch.number(), second, false));
        outcomes.split(batch.number());
    }

    @Override
    public long patienceNanos() {
        return limits.patienceNanos();
    }

    @Override
    public void flush(Flush flush) {
        if (open.spanCount() > 0) {
            seal();
        }
        outcomes.await(flush, outbox.lastNumber(), outbox.size());
        send();
    }

    @Override
    public void shutdown(Flush flush, long deadlineNanos) {
        clockwork.closing = true;
        clockwork.deadline = deadlineNanos;
        retries.hurry();
        flush(flush);
        closeWhenDone();
    }

    @Override
    public void disconnect() {
        sender.disconnect();
    }

    private void closeWhenDone() {
        if (clockwork.isOver()) {
            outbox.clear().forEach(batch -> drop(batch, DropReason.SHUTDOWN));
        }
        if (clockwork.closing && outbox.size() == 0 && !clockwork.closed) {
            clockwork.closed = true;
            sender.close();
        }
    }

    @Override
    public DestinationLedger ledger() {
        return counts.snapshot();
    }

    @Override
    public Attributes component() {
        return sender.component();
    }

    @Override
    public String toString() {
        return counts.destination();
    }

    /** What the destination knows of time: what the last pass told it. */
    private static final class Clockwork {
        private long before;
        private long now;
        private boolean known;
        private boolean counting;
        private long openedAt;
        private boolean closing;
        private long deadline;
        private boolean closed;

        void tick(long nowNanos) {
            before = known ? now : nowNanos;
            now = nowNanos;
            known = true;
        }

        /** Nanoseconds for which the first span of the open batch can have waited: since the pass before it was found. */
        long openFor() {
            if (!counting) {
                counting = true;
                openedAt = before;
            }
            return now - openedAt;
        }

        boolean isOver() {
            return closing && now - deadline >= 0;
        }
    }
}
