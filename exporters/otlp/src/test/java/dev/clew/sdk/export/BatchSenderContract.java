package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.export.SendResult.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every sender owes the core. An exporter's test extends this and says how to make its peers. */
@Timeout(30)
public abstract class BatchSenderContract {
    /** Longer than a peer on this machine needs to answer, and longer than a test may take. */
    protected static final Duration LONG = Duration.ofSeconds(60);

    /** A sender to a peer that takes everything, and whose spans {@link #spansTaken} counts. */
    protected abstract BatchSender toTakingPeer();

    /** Spans that the taking peer has received. */
    protected abstract int spansTaken();

    /** A sender to a peer that accepts connections and never answers. */
    protected abstract BatchSender toSilentPeer(Duration timeout);

    /** A sender to where nobody listens. */
    protected abstract BatchSender toAbsentPeer();

    @Test
    void send_toTakingPeerDelivers() throws Exception {
        try (BatchSender sender = toTakingPeer()) {
            assertDelivered(result(sender.send(TestBatches.ofSpans(3))));
            assertThat(spansTaken()).isEqualTo(3);
        }
    }

    @Test
    void identity_isTheSameWithoutAndAfterSending() throws Exception {
        try (BatchSender sender = toTakingPeer()) {
            SenderIdentity before = sender.identity();
            result(sender.send(TestBatches.ofSpans(1)));

            assertThat(before.type()).isNotEmpty();
            assertThat(sender.identity()).isEqualTo(before);
        }
    }

    @Test
    void send_sameBatchAgainSendsAllOfIt() throws Exception {
        try (BatchSender sender = toTakingPeer()) {
            Batch batch = TestBatches.ofSpans(5);

            result(sender.send(batch));

            assertDelivered(result(sender.send(batch)));
            assertThat(spansTaken()).isEqualTo(10);
        }
    }

    @Test
    void send_manyAtOnceDeliversEach() throws Exception {
        try (BatchSender sender = toTakingPeer()) {
            List<CompletableFuture<SendResult>> sent = IntStream.range(0, 50)
                    .mapToObj(i -> sender.send(TestBatches.ofSpans(2)))
                    .toList();

            for (CompletableFuture<SendResult> one : sent) {
                assertDelivered(result(one));
            }
            assertThat(spansTaken()).isEqualTo(100);
        }
    }

    @Test
    void send_toSilentPeerReturnsAtOnce() {
        try (BatchSender sender = toSilentPeer(LONG)) {
            CompletableFuture<SendResult> first = sender.send(TestBatches.ofSpans(1));
            CompletableFuture<SendResult> second = sender.send(TestBatches.ofSpans(1));

            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
        }
    }

    @Test
    void send_toSilentPeerIsForRetryOnceTimedOut() throws Exception {
        try (BatchSender sender = toSilentPeer(Duration.ofMillis(50))) {
            SendResult result = result(sender.send(TestBatches.ofSpans(1)));

            assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(result.message()).isNotEmpty();
            assertThat(result.errorType()).isNotEmpty();
            assertThat(result.httpStatus()).isZero();
        }
    }

    @Test
    void send_toAbsentPeerIsForRetry() throws Exception {
        try (BatchSender sender = toAbsentPeer()) {
            SendResult result = result(sender.send(TestBatches.ofSpans(1)));

            assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(result.message()).isNotEmpty();
            assertThat(result.errorType()).isNotEmpty();
            assertThat(result.httpStatus()).isZero();
        }
    }

    @Test
    void close_endsWhatIsInFlight() throws Exception {
        BatchSender sender = toSilentPeer(LONG);
        CompletableFuture<SendResult> inFlight = sender.send(TestBatches.ofSpans(1));

        sender.close();

        assertThat(result(inFlight).outcome()).isEqualTo(Outcome.RETRY);
    }

    @Test
    void close_thenSendIsForRetry() throws Exception {
        BatchSender sender = toTakingPeer();
        sender.close();

        assertThat(result(sender.send(TestBatches.ofSpans(1))).outcome()).isEqualTo(Outcome.RETRY);
    }

    @Test
    void close_twiceIsAsOnce() {
        BatchSender sender = toTakingPeer();
        sender.close();
        sender.close();

        assertThat(sender.send(TestBatches.ofSpans(1))).isDone();
    }

    @Test
    void close_endsEveryThreadTheSenderBegan() throws Exception {
        Set<Thread> before = liveThreads();
        BatchSender sender = toAbsentPeer();
        result(sender.send(TestBatches.ofSpans(1)));
        Set<Thread> begun = liveThreads();
        begun.removeAll(before);
        assertThat(begun).isNotEmpty().allMatch(Thread::isDaemon);

        sender.close();

        await().untilAsserted(() -> assertThat(begun).noneMatch(Thread::isAlive));
    }

    private static void assertDelivered(SendResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(result.rejectedSpans()).isZero();
        assertThat(result.message()).isEmpty();
        assertThat(result.errorType()).isEmpty();
    }

    /** The result, which must come in time and may not be an exception. */
    protected static SendResult result(CompletableFuture<SendResult> sent) throws Exception {
        return sent.get(20, TimeUnit.SECONDS);
    }

    private static Set<Thread> liveThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
