package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The books: exact at rest, and off to the known side only while spans are on their way. */
@Timeout(60)
class SpanLedgerTest {
    private static final BatchLimits SMALL =
            new BatchLimits(100, 1 << 20, TimeUnit.MILLISECONDS.toNanos(1), 4, 1 << 20);

    private final LogLines log = LogLines.of("dev.clew");
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void letGo() {
        threads.shutdownNow();
        log.close();
    }

    private static SpanBuilder root(ClewSdk sdk, String name) {
        return sdk.getTracer("books").spanBuilder(name).setParent(Context.root());
    }

    private static void endSpans(ClewSdk sdk, int count) {
        for (int i = 0; i < count; i++) {
            root(sdk, "span").startSpan().end();
        }
    }

    private static boolean flushed(ClewSdk sdk) {
        return sdk.forceFlush().join(20, TimeUnit.SECONDS).isSuccess();
    }

    private static void assertBalanced(SpanLedger ledger) {
        long dropped =
                ledger.dropped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(ledger.recorded()).isEqualTo(ledger.live() + ledger.held() + ledger.handedOver() + dropped);
        for (DestinationLedger destination : ledger.destinations()) {
            assertThat(destination.accepted())
                    .isEqualTo(destination.held()
                            + destination.delivered()
                            + destination.rejected()
                            + destination.droppedTotal());
        }
    }

    @Test
    void live_countsSampledSpansFromTheirStartToTheirEnd() {
        try (ClewSdk sdk = ClewSdk.builder().addSender(AnsweringSender.taking()).build()) {
            Span first = root(sdk, "first").startSpan();
            Span second = root(sdk, "second").startSpan();
            assertThat(sdk.ledger().recorded()).isEqualTo(2);
            assertThat(sdk.ledger().live()).isEqualTo(2);
            assertThat(sdk.ledger().held()).isZero();

            first.end();
            first.end();
            assertThat(sdk.ledger().live()).isEqualTo(1);
            second.end();

            assertThat(flushed(sdk)).isTrue();
            SpanLedger ledger = sdk.ledger();
            assertThat(ledger.live()).isZero();
            assertThat(ledger.held()).isZero();
            assertThat(ledger.delivered()).isEqualTo(2);
            assertBalanced(ledger);
        }
    }

    @Test
    void spansThatAreNotSampled_areInNoBook() {
        try (ClewSdk sdk = ClewSdk.builder()
                .setSampler(new ChosenDecision())
                .addSender(AnsweringSender.taking())
                .build()) {
            root(sdk, "drop").startSpan().end();
            Span recordOnly = root(sdk, "record only").startSpan();
            assertThat(recordOnly.isRecording()).isTrue();
            assertThat(sdk.ledger().live()).isZero();
            recordOnly.end();
            root(sdk, "sampled").startSpan().end();

            assertThat(flushed(sdk)).isTrue();
            assertThat(sdk.ledger().recorded()).isEqualTo(1);
            assertThat(sdk.ledger().delivered()).isEqualTo(1);
            assertBalanced(sdk.ledger());
        }
    }

    @Test
    void spansEndedAfterTheShutdown_areDroppedAndNoLongerLive() {
        ClewSdk sdk = ClewSdk.builder().addSender(AnsweringSender.taking()).build();
        Span late = root(sdk, "late").startSpan();
        Span forgotten = root(sdk, "forgotten").startSpan();
        sdk.close();
        assertThat(sdk.ledger().live()).isEqualTo(2);

        late.end();

        assertThat(forgotten.isRecording()).isTrue();
        assertThat(sdk.ledger().live()).isEqualTo(1);
        assertThat(sdk.ledger().dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN, 1L));
        assertBalanced(sdk.ledger());
    }

    @Test
    void load_isOffToTheKnownSideOnlyAndExactAtRest() {
        AtomicInteger answers = new AtomicInteger();
        AnsweringSender sender = new AnsweringSender(batch -> CompletableFuture.completedFuture(
                answers.incrementAndGet() % 3 == 0 ? SendResult.partly(1, "one") : SendResult.delivered()));
        try (ClewSdk sdk = ClewSdk.builder()
                .setSampler(new ChosenDecision())
                .addSender(sender, SMALL)
                .addSender(AnsweringSender.answering(SendResult.rejected("no")), SMALL)
                .build()) {
            List<CompletableFuture<Void>> running = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> makeSpansOfAllKinds(sdk, 10_000), threads))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            int reads = 0;
            SpanLedger before = sdk.ledger();
            do {
                SpanLedger now = sdk.ledger();
                assertPlausible(before, now);
                before = now;
                reads++;
            } while (!all.isDone());
            all.join();
            assertThat(reads).isGreaterThan(10);

            flushed(sdk);
            SpanLedger ledger = sdk.ledger();
            assertThat(ledger.recorded()).isEqualTo(60_000);
            assertThat(ledger.live()).isZero();
            assertThat(ledger.held()).isZero();
            assertThat(ledger.destinations()).allSatisfy(destination -> {
                assertThat(destination.accepted()).isEqualTo(ledger.handedOver());
                assertThat(destination.held()).isZero();
            });
            assertThat(ledger.destinations().get(0).rejected()).isEqualTo(answers.get() / 3);
            assertThat(ledger.destinations().get(1).delivered()).isZero();
            assertThat(ledger.destinations().get(1).rejected()).isPositive();
            assertBalanced(ledger);
        }
    }

    // Two sampled spans, one of which is live for a while, one that is recorded only, and one that is dropped.
    private static void makeSpansOfAllKinds(ClewSdk sdk, int count) {
        for (int i = 0; i < count; i++) {
            Span outer = root(sdk, "outer").startSpan();
            root(sdk, "record only").startSpan().end();
            root(sdk, "drop").startSpan().end();
            Span inner = root(sdk, "inner").startSpan();
            if (i % 5 == 0) {
                inner.recordException(new IllegalStateException("thrown")); // the drain encodes it
            }
            inner.end();
            outer.end();
        }
    }

    private static void assertPlausible(SpanLedger before, SpanLedger now) {
        assertThat(now.live()).isNotNegative();
        assertThat(now.held()).isNotNegative();
        assertThat(now.recorded()).isGreaterThanOrEqualTo(before.recorded()).isLessThanOrEqualTo(60_000);
        assertThat(now.handedOver()).isGreaterThanOrEqualTo(before.handedOver()).isLessThanOrEqualTo(now.recorded());
        for (DestinationLedger destination : now.destinations()) {
            assertThat(destination.held()).isNotNegative();
            assertThat(destination.accepted()).isLessThanOrEqualTo(now.handedOver());
        }
        assertBalanced(now);
    }

    @Test
    void ringsThatAreFull_dropAndCount() {
        CountDownLatch released = new CountDownLatch(1);
        AnsweringSender blocking = new AnsweringSender(batch -> {
            await(released); // against its contract: this is the drain
            return CompletableFuture.completedFuture(SendResult.delivered());
        });
        try (ClewSdk sdk = ClewSdk.builder()
                .addSender(blocking, new BatchLimits(1, 1, 1, 1, 1 << 20))
                .build()) {
            endSpans(sdk, 1);
            while (blocking.sends.get() == 0) {
                Thread.onSpinWait();
            }
            endSpans(sdk, 200_000);

            SpanLedger full = sdk.ledger();
            assertThat(full.recorded()).isEqualTo(200_001);
            assertThat(full.live()).isZero();
            assertThat(full.dropped()).containsOnlyKeys(DropReason.RING_FULL);
            assertThat(full.held()).isPositive();
            assertBalanced(full);

            released.countDown();
            assertThat(flushed(sdk)).isFalse();
            assertThat(sdk.ledger().held()).isZero();
            assertBalanced(sdk.ledger());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void spansThatEndDuringTheShutdown_areDeliveredOrDroppedAndNeverHeld() {
        for (int round = 0; round < 20; round++) {
            ClewSdk sdk =
                    ClewSdk.builder().addSender(AnsweringSender.taking(), SMALL).build();
            Tracer tracer = sdk.getTracer("race");
            CountDownLatch begun = new CountDownLatch(3);
            List<CompletableFuture<Void>> ending = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                List<Span> spans = IntStream.range(0, 500)
                                        .mapToObj(
                                                j -> tracer.spanBuilder("race").startSpan())
                                        .toList();
                                begun.countDown();
                                spans.forEach(span -> span.recordException(new IllegalStateException("thrown"))
                                        .end());
                            },
                            threads))
                    .toList();
            await(begun);
            CompletableResultCode shut = sdk.shutdown().join(20, TimeUnit.SECONDS);
            ending.forEach(CompletableFuture::join);

            assertThat(shut.isDone()).isTrue();
            SpanLedger ledger = sdk.ledger();
            assertThat(ledger.recorded()).isEqualTo(1_500);
            assertThat(ledger.live()).isZero();
            assertThat(ledger.held()).isZero();
            assertThat(ledger.destinations().get(0).held()).isZero();
            assertThat(ledger.delivered() + ledger.lost()).isEqualTo(1_500);
            assertBalanced(ledger);
        }
    }

    @Test
    void disabledSdk_hasNoRingsAndClosesWhatItWasGiven() {
        long before = DirectMemory.used();
        AnsweringSender sender = AnsweringSender.taking();
        List<ClewSdk> many = IntStream.range(0, 20)
                .mapToObj(i ->
                        ClewSdk.builder().setEnabled(false).addSender(sender).build())
                .toList();

        assertThat(DirectMemory.used() - before).isLessThan(1 << 20);
        many.forEach(ClewSdk::close);
        Awaitility.await().untilAsserted(() -> assertThat(sender.closes).hasValue(20));
    }

    @Test
    void sdkWithoutADestination_hasSmallRings() {
        long before = DirectMemory.used();
        try (ClewSdk sdk = ClewSdk.builder().build()) {
            endSpans(sdk, 1);
            long smallest = 64L * 1024 * Math.min(64, 4L * Runtime.getRuntime().availableProcessors());
            assertThat(DirectMemory.used() - before).isBetween(1L, smallest + (64 << 10));
            assertThat(sdk.ledger().recorded()).isEqualTo(1);
        }
    }
}
