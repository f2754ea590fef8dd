package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.frame.EncodedSpans;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.LogLines;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches and answers; flush and shutdown are in their own test. */
class SenderDestinationTest {
    private static final SendResult AWAY = SendResult.retry("connection refused");
    // More than the first backoff, whatever its jitter; and more than any.
    private static final long FIRST_BACKOFF = 500;
    private static final long MAX_BACKOFF = 10_000;

    private final LogLines log = LogLines.of("dev.clew");
    private final ExportRig rig = new ExportRig();
    private final ScriptedSender sender = new ScriptedSender();
    private final SenderDestination destination = destination();

    @AfterEach
    void accountBalancesAndNothingIsHeldThatIsNot() {
        log.close();
        DestinationLedger ledger = destination.ledger();
        assertThat(ledger.held()).isNotNegative();
        assertThat(ledger.accepted())
                .isEqualTo(ledger.held() + ledger.delivered() + ledger.rejected() + ledger.droppedTotal());
    }

    private SenderDestination destination() {
        BatchLimits limits = new BatchLimits(2, 1 << 20, TimeUnit.SECONDS.toNanos(1), 2, 1 << 20);
        SenderDestination made =
                new SenderDestination(rig.guarded(sender), rig.drain, limits, rig.source, rig.incidents);
        rig.drain.addConsumer(made);
        return made;
    }

    private void answer(SendResult result) {
        sender.answer(result);
        rig.pass();
    }

    private void assertLedger(long accepted, long delivered, long rejected, Map<DropReason, Long> dropped) {
        assertThat(destination.ledger())
                .isEqualTo(new DestinationLedger("scripted", accepted, delivered, rejected, dropped));
    }

    @Test
    void accept_sealsByCount() {
        rig.end(1);
        assertThat(sender.sent).isEmpty();
        rig.end(1);

        assertThat(sender.sent).containsExactly("s1 s2");
        assertLedger(2, 0, 0, Map.of());
        assertThat(destination.ledger().held()).isEqualTo(2);
    }

    @Test
    void accept_sealsByBytes() {
        ScriptedSender other = new ScriptedSender();
        BatchLimits limits = new BatchLimits(100, 200, TimeUnit.SECONDS.toNanos(1), 2, 1 << 20);
        rig.drain.addConsumer(new SenderDestination(rig.guarded(other), rig.drain, limits, rig.source, rig.incidents));

        rig.endOne(EncodedSpans.span(1, "x".repeat(100)), 0);
        rig.pass();
        assertThat(other.sent).isEmpty();
        rig.endOne(EncodedSpans.span(2, "y".repeat(100)), 0);
        rig.pass();

        assertThat(other.sent).hasSize(1);
    }

    @Test
    void afterPass_sealsByAge() {
        rig.end(1);
        rig.passAfterMillis(999);
        assertThat(sender.sent).isEmpty();
        rig.passAfterMillis(1);

        assertThat(sender.sent).containsExactly("s1");
    }

    @Test
    void afterPass_countsTheAgeOfEachBatchAnew() {
        rig.end(1);
        rig.passAfterMillis(900);
        rig.end(2); // the first two are sealed by count
        rig.passAfterMillis(999);
        assertThat(sender.sent).containsExactly("s1 s2");
        rig.passAfterMillis(1);

        assertThat(sender.sent).containsExactly("s1 s2", "s3");
    }

    @Test
    void accept_leavesOutWhatIsNotSampled() {
        EncodedSpans.publish(rig.stripes, EncodedSpans.span(1, "unsampled"), 0, 0);
        rig.passAfterMillis(2_000);

        assertLedger(0, 0, 0, Map.of());
        assertThat(sender.sent).isEmpty();
    }

    @Test
    void send_hasSeveralInFlightAndNoMoreThanAllowed() {
        rig.end(6);
        assertThat(sender.inFlight()).containsExactly("s1 s2", "s3 s4");

        sender.answer("s3 s4", SendResult.delivered());
        rig.pass();

        assertThat(sender.inFlight()).containsExactly("s1 s2", "s5 s6");
        assertLedger(6, 2, 0, Map.of());
    }

    @Test
    void retry_waitsThenProbesWithOneAndGoesOnWhenItSucceeds() {
        rig.end(4);
        answer(AWAY);
        answer(AWAY);
        assertThat(sender.inFlight()).isEmpty();

        rig.passAfterMillis(FIRST_BACKOFF);
        assertThat(sender.inFlight()).containsExactly("s1 s2");
        rig.passAfterMillis(MAX_BACKOFF);
        assertThat(sender.inFlight()).containsExactly("s1 s2");
        answer(SendResult.delivered());

        assertThat(sender.inFlight()).containsExactly("s3 s4");
        answer(SendResult.delivered());
        assertLedger(4, 4, 0, Map.of());
        assertThat(log.messages()).containsExactly("spans wait to be sent again: scripted: connection refused");
    }

    @Test
    void retry_keepsTheOrderWhateverTheOrderOfAnswers() {
        rig.end(6);
        sender.answer("s3 s4", AWAY);
        sender.answer("s1 s2", AWAY);
        rig.pass();

        rig.passAfterMillis(FIRST_BACKOFF);
        answer(SendResult.delivered());

        assertThat(sender.sent).containsExactly("s1 s2", "s3 s4", "s1 s2", "s3 s4", "s5 s6");
    }

    @Test
    void retry_neverBeforeTheOtherSideSaid() {
        rig.end(2);
        answer(SendResult.retryAfter(20_000, "busy"));

        rig.passAfterMillis(19_999);
        assertThat(sender.inFlight()).isEmpty();
        rig.passAfterMillis(1);
        assertThat(sender.inFlight()).containsExactly("s1 s2");
    }

    @Test
    void retry_afterALatePassStillWaitsInFull() {
        rig.end(2);
        sender.answer(SendResult.retryAfter(20_000, "busy"));
        rig.passAfterMillis(5_000); // the answer came in at some time during these

        rig.passAfterMillis(19_999);
        assertThat(sender.inFlight()).isEmpty();
    }

    @Test
    void exceptionsAndNothingAreForRetry() {
        rig.end(2);
        sender.fail(new IllegalStateException("broken"));
        rig.pass();
        rig.passAfterMillis(FIRST_BACKOFF);
        sender.answer(null);
        rig.pass();
        rig.passAfterMillis(MAX_BACKOFF);
        answer(SendResult.delivered());

        assertThat(sender.sent).containsExactly("s1 s2", "s1 s2", "s1 s2");
        assertLedger(2, 2, 0, Map.of());
    }

    @Test
    void send_thatThrowsOrAnswersNoFutureIsForRetry() {
        BatchSender broken = new BatchSender() {
            private int calls;

            @Override
            @SuppressWarnings("NullAway") // what a foreign sender may do
            public CompletableFuture<SendResult> send(Batch batch) {
                calls++;
                if (calls == 1) {
                    throw new LinkageError("no such method");
                }
                return calls == 2 ? null : CompletableFuture.completedFuture(SendResult.delivered());
            }

            @Override
            public void close() {}

            @Override
            public String toString() {
                return "broken";
            }
        };
        BatchLimits limits = new BatchLimits(2, 1 << 20, 1, 1, 1 << 20);
        SenderDestination other =
                new SenderDestination(rig.guarded(broken), rig.drain, limits, rig.source, rig.incidents);
        rig.drain.addConsumer(other);

        rig.end(2);
        rig.pass();
        rig.passAfterMillis(FIRST_BACKOFF);
        rig.pass();
        rig.passAfterMillis(MAX_BACKOFF);
        rig.pass();

        assertThat(other.ledger()).isEqualTo(new DestinationLedger("broken", 2, 2, 0, Map.of()));
    }

    @Test
    void tooLarge_isSentInHalvesInOrder() {
        ScriptedSender narrow = new ScriptedSender();
        BatchLimits four = new BatchLimits(4, 1 << 20, 1, 1, 1 << 20);
        SenderDestination other =
                new SenderDestination(rig.guarded(narrow), rig.drain, four, rig.source, rig.incidents);
        rig.drain.addConsumer(other);
        for (int i = 1; i <= 4; i++) {
            rig.endOne(EncodedSpans.span(i, "s" + i), 0);
        }
        rig.pass();

        narrow.answer(SendResult.tooLarge("413"));
        rig.pass();
        narrow.answer(SendResult.delivered());
        rig.pass();
        narrow.answer(SendResult.delivered());
        rig.pass();

        assertThat(narrow.sent).containsExactly("s1 s2 s3 s4", "s1 s2", "s3 s4");
        assertThat(other.ledger()).isEqualTo(new DestinationLedger("scripted", 4, 4, 0, Map.of()));
    }

    @Test
    void tooLarge_ofASingleSpanIsRejected() {
        rig.end(2);
        answer(SendResult.tooLarge("413"));
        assertThat(sender.inFlight()).containsExactly("s1", "s2");
        answer(SendResult.tooLarge("413"));
        answer(SendResult.delivered());

        assertLedger(2, 1, 1, Map.of());
    }

    @Test
    void tooLarge_halvesThatFailKeepTheirOrder() {
        rig.end(4);
        sender.answer("s1 s2", SendResult.tooLarge("413"));
        rig.pass();
        sender.answer("s3 s4", AWAY);
        sender.answer("s1", AWAY);
        rig.pass();
        rig.passAfterMillis(MAX_BACKOFF);
        answer(SendResult.delivered());

        assertThat(sender.sent).containsExactly("s1 s2", "s3 s4", "s1", "s1", "s2", "s3 s4");
    }

    @Test
    void partialSuccess_countsTheRejectedAndDoesNotRepeatThem() {
        rig.end(4);
        answer(SendResult.partly(1, "bad id"));
        answer(SendResult.partly(0, "deprecated"));

        assertLedger(4, 3, 1, Map.of());
        assertThat(sender.inFlight()).isEmpty();
        assertThat(log.messages())
                .containsExactly(
                        "spans rejected: scripted: bad id", "spans taken, with a warning: scripted: deprecated");
    }

    @Test
    void partialSuccess_ofImpossibleNumbersStaysBalanced() {
        rig.end(4);
        answer(SendResult.partly(1_000, "more than there were"));
        answer(SendResult.partly(-1, "fewer than none"));

        assertLedger(4, 2, 2, Map.of());
    }

    @Test
    void rejected_isCountedAndNotRepeated() {
        rig.end(2);
        answer(SendResult.rejected("400 no"));

        assertLedger(2, 0, 2, Map.of());
        assertThat(sender.inFlight()).isEmpty();
        assertThat(log.messages()).containsExactly("spans rejected: scripted: 400 no (2 times)");
    }

    @Test
    void budget_dropsTheOldestThatWaitsAndCounts() {
        ScriptedSender slow = new ScriptedSender();
        BatchLimits limits = new BatchLimits(1, 1 << 20, 1, 1, 3_000);
        SenderDestination small =
                new SenderDestination(rig.guarded(slow), rig.drain, limits, rig.source, rig.incidents);
        rig.drain.addConsumer(small);
        for (int i = 0; i < 20; i++) {
            rig.end(1);
        }

        DestinationLedger ledger = small.ledger();
        long held = ledger.held();
        assertThat(held).isBetween(3L, 15L);
        assertThat(ledger.dropped()).isEqualTo(Map.of(DropReason.DESTINATION_FULL, 20 - held));
        for (int i = 0; i < held; i++) {
            slow.answer(SendResult.delivered());
            rig.pass();
        }
        // The first was on its way all the time; of the others the newest are left.
        assertThat(slow.sent)
                .startsWith("s1", "s" + (20 - held + 2))
                .endsWith("s20")
                .hasSize((int) held);
        assertThat(small.ledger().held()).isZero();
    }

    @Test
    void answerThatDoesNotComeWithinFiveMinutes_isAFailureLikeAnother() {
        rig.end(2);
        rig.passAfterMillis(TimeUnit.MINUTES.toMillis(5) - 1);
        assertThat(sender.sent).hasSize(1);

        rig.passAfterMillis(1);
        rig.pass();
        rig.passAfterMillis(500);

        assertThat(sender.sent).containsExactly("s1 s2", "s1 s2");
        assertThat(log.messages())
                .containsExactly("spans wait to be sent again: scripted: the sender did not answer within 5 minutes");
        answer(SendResult.delivered());
        assertThat(destination.ledger().delivered()).isEqualTo(2);
        assertThat(destination.ledger().held()).isZero();
    }

    @Test
    void budget_inSpansCountsThoseThatWaitAndDropsTheOldest() {
        ScriptedSender slow = new ScriptedSender();
        BatchLimits limits = new BatchLimits(2, 1 << 20, 1, 1, 1 << 20).withMaxHeldSpans(4);
        SenderDestination small =
                new SenderDestination(rig.guarded(slow), rig.drain, limits, rig.source, rig.incidents);
        rig.drain.addConsumer(small);
        for (int i = 0; i < 5; i++) {
            rig.end(2);
        }

        assertThat(small.ledger().dropped()).isEqualTo(Map.of(DropReason.DESTINATION_FULL, 4L));
        for (int i = 0; i < 3; i++) {
            slow.answer(SendResult.delivered());
            rig.pass();
        }
        assertThat(slow.sent).containsExactly("s1 s2", "s7 s8", "s9 s10");
        assertThat(small.ledger().held()).isZero();
    }
}
