package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a flush and a shutdown say, and when. */
class SenderFlushTest {
    private final LogLines log = LogLines.of("dev.clew");
    private final LogLines results = LogLines.of(CompletableResultCode.class.getName());
    private final ExportRig rig = new ExportRig();
    private final ScriptedSender sender = new ScriptedSender();
    private final SenderDestination destination = new SenderDestination(
            rig.guarded(sender),
            rig.drain,
            new BatchLimits(2, 1 << 20, TimeUnit.SECONDS.toNanos(1), 2, 1 << 20),
            rig.source,
            rig.incidents);

    SenderFlushTest() {
        rig.drain.addConsumer(destination);
    }

    @AfterEach
    void closeLog() {
        log.close();
        results.close();
    }

    private void answer(SendResult result) {
        sender.answer(result);
        rig.pass();
    }

    private void assertLedger(long delivered, long rejected, Map<DropReason, Long> dropped, long held) {
        DestinationLedger ledger = destination.ledger();
        assertThat(ledger.delivered()).isEqualTo(delivered);
        assertThat(ledger.rejected()).isEqualTo(rejected);
        assertThat(ledger.dropped()).isEqualTo(dropped);
        assertThat(ledger.held()).isEqualTo(held);
    }

    private static void assertPending(CompletableResultCode result) {
        assertThat(result.isDone()).isFalse();
    }

    private static void assertTold(CompletableResultCode result, boolean success) {
        assertThat(result.isDone()).isTrue();
        assertThat(result.isSuccess()).isEqualTo(success);
    }

    @Test
    void flush_ofNothingSucceedsAtOnce() {
        assertTold(rig.flush(destination), true);
    }

    @Test
    void flush_sendsTheOpenBatchAndSucceedsOnceDelivered() {
        rig.end(1);
        CompletableResultCode flushed = rig.flush(destination);
        assertThat(sender.inFlight()).containsExactly("s1");
        assertPending(flushed);

        answer(SendResult.delivered());

        assertTold(flushed, true);
    }

    @Test
    void flush_waitsThroughRetries() {
        rig.end(1);
        CompletableResultCode flushed = rig.flush(destination);
        answer(SendResult.retry("away"));
        assertPending(flushed);

        rig.passAfterMillis(500);
        answer(SendResult.delivered());

        assertTold(flushed, true);
    }

    @Test
    void flush_waitsForBothHalves() {
        rig.end(2);
        CompletableResultCode flushed = rig.flush(destination);
        answer(SendResult.tooLarge("413"));
        answer(SendResult.delivered());
        assertPending(flushed);

        answer(SendResult.delivered());

        assertTold(flushed, true);
        assertLedger(2, 0, Map.of(), 0);
    }

    @Test
    void flush_failsWhenSpansAreRejected() {
        rig.end(2);
        CompletableResultCode all = rig.flush(destination);
        answer(SendResult.rejected("400"));
        assertTold(all, false);

        rig.end(2);
        CompletableResultCode one = rig.flush(destination);
        answer(SendResult.partly(1, "one"));
        assertTold(one, false);
        assertLedger(1, 3, Map.of(), 0);
    }

    @Test
    void flush_answersForWhatIsHeldAndNotForWhatWasDroppedBefore() {
        ScriptedSender away = new ScriptedSender();
        BatchLimits tiny = new BatchLimits(1, 1 << 20, 1, 1, 1);
        SenderDestination small = new SenderDestination(rig.guarded(away), rig.drain, tiny, rig.source, rig.incidents);
        rig.drain.addConsumer(small);
        rig.end(1);

        assertTold(rig.flush(small), true); // what was dropped before is for the ledger to say
        assertThat(small.ledger().dropped()).isEqualTo(Map.of(DropReason.DESTINATION_FULL, 1L));
    }

    @Test
    void flush_failsWhenSpansItWaitsForAreDropped() {
        ScriptedSender away = new ScriptedSender();
        BatchLimits little = new BatchLimits(1, 1 << 20, 1, 1, 1_000);
        SenderDestination small =
                new SenderDestination(rig.guarded(away), rig.drain, little, rig.source, rig.incidents);
        rig.drain.addConsumer(small);
        rig.end(2);
        CompletableResultCode flushed = rig.flush(small);
        rig.end(5);
        away.answer(SendResult.delivered());
        rig.pass();

        assertTold(flushed, false);
        assertThat(small.ledger().dropped()).containsOnlyKeys(DropReason.DESTINATION_FULL);
    }

    @Test
    void flushes_overlapAndAnswerEachForItsOwnSpans() {
        rig.end(2);
        CompletableResultCode first = rig.flush(destination);
        rig.end(2);
        CompletableResultCode second = rig.flush(destination);

        sender.answer("s3 s4", SendResult.rejected("400"));
        rig.pass();
        assertPending(first);
        assertPending(second);
        answer(SendResult.delivered());

        assertTold(first, true);
        assertTold(second, false);
    }

    @Test
    void flush_doesNotWaitForWhatComesLater() {
        rig.end(2);
        CompletableResultCode flushed = rig.flush(destination);
        rig.end(2);

        sender.answer("s1 s2", SendResult.delivered());
        rig.pass();

        assertTold(flushed, true);
        assertThat(destination.ledger().held()).isEqualTo(2);
    }

    @Test
    void flush_thatAnApplicationAnswersWithAnErrorHarmsNoOther() {
        rig.end(2);
        CompletableResultCode first = rig.flush(destination).whenComplete(() -> {
            throw new IllegalStateException("the application's own");
        });
        CompletableResultCode second = rig.flush(destination);
        answer(SendResult.delivered());

        assertTold(first, true);
        assertTold(second, true);
        assertThat(log.messages()).containsExactly("what an application does after a flush failed");
    }

    @Test
    void shutdown_deliversThenClosesOnce() {
        rig.end(3);
        CompletableResultCode closed = rig.shutdown(destination, 5_000);
        assertThat(sender.inFlight()).containsExactly("s1 s2", "s3");
        answer(SendResult.delivered());
        assertPending(closed);
        assertThat(sender.closed).hasValue(0);
        answer(SendResult.delivered());
        rig.passAfterMillis(10_000);

        assertTold(closed, true);
        await().untilAsserted(() -> assertThat(sender.closed).hasValue(1));
        assertLedger(3, 0, Map.of(), 0);
    }

    @Test
    void shutdown_ofNothingClosesAtOnce() {
        assertTold(rig.shutdown(destination, 5_000), true);
        await().untilAsserted(() -> assertThat(sender.closed).hasValue(1));
    }

    @Test
    void shutdown_atTheDeadlineDropsCountsAndCloses() {
        rig.end(6);
        CompletableResultCode closed = rig.shutdown(destination, 5_000);
        rig.passAfterMillis(4_999);
        assertPending(closed);
        rig.passAfterMillis(1);

        assertTold(closed, false);
        await().untilAsserted(() -> assertThat(sender.closed).hasValue(1));
        assertLedger(0, 0, Map.of(DropReason.SHUTDOWN, 6L), 0);
    }

    @Test
    void shutdown_ignoresLateAnswers() {
        rig.end(4);
        rig.shutdown(destination, 5_000);
        rig.passAfterMillis(5_000);

        answer(SendResult.delivered());
        answer(SendResult.retry("cut off"));
        rig.passAfterMillis(60_000);

        assertLedger(0, 0, Map.of(DropReason.SHUTDOWN, 4L), 0);
        assertThat(sender.sent).hasSize(2);
        await().untilAsserted(() -> assertThat(sender.closed).hasValue(1));
    }

    @Test
    void shutdown_triesOnceMoreAtOnceAlsoInAnOutage() {
        rig.end(2);
        answer(SendResult.retry("away"));

        CompletableResultCode closed = rig.shutdown(destination, 5_000);
        rig.pass();
        assertThat(sender.inFlight()).containsExactly("s1 s2");
        answer(SendResult.delivered());

        assertTold(closed, true);
    }

    @Test
    void spansAfterShutdown_areCountedAndNotSent() {
        rig.end(2);
        rig.shutdown(destination, 5_000);
        rig.end(1); // while the shutdown waits
        answer(SendResult.delivered());
        rig.end(2); // after it
        rig.passAfterMillis(60_000);

        assertThat(sender.sent).containsExactly("s1 s2");
        await().untilAsserted(() -> assertThat(sender.closed).hasValue(1));
        assertLedger(2, 0, Map.of(DropReason.SHUTDOWN, 3L), 0);
    }
}
