package dev.clew.sdk.export;

import dev.clew.sdk.export.Outbox.Numbered;
import dev.clew.sdk.frame.Frame;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches through a {@link BatchSender}: several at once, again when the other side is away, in halves when they are too
 * large.
 *
 * <p>Threads: the drain; answers come back to it as tasks. Allocates: batches. When full: the oldest waiting batch is dropped,
 * reason {@code destination_full}.
 */
public final class SenderDestination implements Destination {
    private final BatchSender sender;
    private final Executor drain;
    private final BatchLimits limits;
    private final BatchBuilder open;
    private final DestinationCounts counts;
    private final Incidents incidents;
    private final RetrySchedule retries =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    private final Outbox outbox = new Outbox();
    private final Outcomes outcomes = new Outcomes();
    private final Clockwork clockwork = new Clockwork();

    /** Batches of the source's frames, sent as soon as the limits seal them; answers are handled on the drain. */
    public SenderDestination(
            BatchSender sender, Executor drain, BatchLimits limits, BatchSource source, Incidents incidents) {
        this.sender = sender;
        this.drain = drain;
        this.limits = limits;
        this.open = new BatchBuilder(source.resource(), source.scopes());
        this.counts = new DestinationCounts(sender.toString(), incidents);
        this.incidents = incidents;
    }

    @Override
    public void accept(Frame frame) {
        if (!frame.is(FrameLayout.SAMPLED)) {
            return;
        }
        counts.accepted(1);
        if (clockwork.closed) {
            counts.dropped(DropReason.SHUTDOWN, 1);
            return;
        }
        if (open.spanCount() == 0) {
            clockwork.openedAt = clockwork.now;
        }
        open.append(frame);
        if (open.spanCount() >= limits.maxSpans() || open.sizeBytes() >= limits.maxBytes()) {
            seal();
            send();
        }
    }

    @Override
    public void afterPass(long nowNanos) {
        clockwork.now = nowNanos;
        counts.sayDrops();
        if (open.spanCount() > 0 && nowNanos - clockwork.openedAt >= limits.maxAgeNanos()) {
            seal();
        }
        send();
        if (clockwork.isClosing()) {
            closeWhenDone(nowNanos);
        }
    }

    private void seal() {
        outbox.add(open.seal());
        keepWithinBudget();
    }

    private void keepWithinBudget() {
        while (outbox.heldBytes() > limits.maxHeldBytes()) {
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
        while (outbox.inFlight() < retries.allowed(clockwork.now, limits.maxInFlight())) {
            Numbered next = outbox.next();
            if (next == null) {
                return;
            }
            var unused = trySend(next.batch())
                    .whenComplete((result, thrown) -> drain.execute(() -> answered(next, result, thrown)));
        }
    }

    private CompletableFuture<SendResult> trySend(Batch batch) {
        try {
            return sender.send(batch);
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    private void answered(Numbered batch, @Nullable SendResult result, @Nullable Throwable thrown) {
        if (!outbox.landed(batch)) {
            return; // given up at shutdown, and counted then
        }
        SendResult answer = result != null ? result : SendResult.retry(sender + " failed: " + thrown);
        switch (answer.outcome()) {
            case DELIVERED -> delivered(batch, answer);
            case RETRY -> {
                incidents.report("spans wait to be sent again: " + answer.message(), thrown);
                retries.failed(clockwork.now, answer.retryAfterMillis());
                outbox.putBack(List.of(batch));
                keepWithinBudget();
            }
            case REJECTED -> rejected(batch, answer);
            case TOO_LARGE -> tooLarge(batch, answer);
        }
    }

    private void delivered(Numbered batch, SendResult answer) {
        retries.succeeded();
        // More rejected than sent is a mistake of the other side; the account stays balanced.
        long rejected = Math.min(answer.rejectedSpans(), batch.batch().spanCount());
        counts.delivered(batch.batch().spanCount() - rejected);
        counts.rejected(rejected);
        if (!answer.message().isEmpty()) {
            incidents.report(sender + " answered: " + answer.message() + ", rejected spans=" + rejected, null);
        }
        outcomes.settled(batch.number(), rejected == 0);
    }

    private void rejected(Numbered batch, SendResult answer) {
        retries.succeeded();
        counts.rejected(batch.batch().spanCount());
        incidents.report("spans rejected: " + answer.message(), batch.batch().spanCount(), null);
        outcomes.settled(batch.number(), false);
    }

    private void tooLarge(Numbered batch, SendResult answer) {
        if (batch.batch().spanCount() == 1) {
            rejected(batch, answer);
            return;
        }
        retries.succeeded();
        BatchBuilder halving = open.another();
        outbox.putBack(halving.split(batch.batch()).stream()
                .map(half -> new Numbered(half, batch.number()))
                .toList());
        outcomes.split(batch.number());
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
        clockwork.closeBy(deadlineNanos);
        flush(flush);
        closeWhenDone(clockwork.now);
    }

    private void closeWhenDone(long nowNanos) {
        if (clockwork.isOver(nowNanos)) {
            outbox.clear().forEach(batch -> drop(batch, DropReason.SHUTDOWN));
        }
        if (outbox.size() == 0 && !clockwork.closed) {
            clockwork.closed = true;
            sender.close();
        }
    }

    @Override
    public DestinationLedger ledger() {
        return counts.snapshot();
    }

    @Override
    public String toString() {
        return sender.toString();
    }

    /** What the destination knows of time. */
    private static final class Clockwork {
        private long now;
        private long openedAt;
        private long deadline;
        private boolean closing;
        private boolean closed;

        void closeBy(long deadlineNanos) {
            closing = true;
            deadline = deadlineNanos;
        }

        boolean isClosing() {
            return closing;
        }

        boolean isOver(long nowNanos) {
            return closing && nowNanos - deadline >= 0;
        }
    }
}
