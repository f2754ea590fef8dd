package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.parts.RealParts;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many threads as an application with virtual ones has in a minute, each with spans of its own. */
@Timeout(180)
class MillionThreadsIT {
    private static final int WAVE = 10_000; // its spans fit into the rings, so that none may be dropped
    private static final int WAVES = ThreadsOfEveryKind.areVirtual() ? 100 : 2;
    private static final int WAVES_TO_WARM_UP = 1;
    private static final long MAX_GROWTH_BYTES = 8L << 20; // 8 bytes a thread

    private final AtomicLong taken = new AtomicLong();
    private final LongAdder strangers = new LongAdder();

    @Test
    void aMillionThreads_deliverASpanEachAndLeaveNothingBehind() throws Exception {
        try (ClewSdk sdk = ClewSdk.builder().addSender(new Counting()).build()) {
            Tracer tracer = sdk.getTracer("threads");
            for (int i = 0; i < WAVES_TO_WARM_UP; i++) {
                wave(sdk, tracer);
            }
            long heap = usedHeapBytes();
            long direct = directBytes();
            for (int i = 0; i < WAVES; i++) {
                wave(sdk, tracer);
            }

            long spans = (long) WAVE * (WAVES + WAVES_TO_WARM_UP);
            assertThat(taken).hasValue(spans);
            assertThat(sdk.ledger().delivered()).isEqualTo(spans);
            assertThat(sdk.ledger().lost()).isZero();
            assertThat(sdk.ledger().held()).isZero();
            assertThat(strangers.sum()).as("threads that saw another's span").isZero();
            assertThat(usedHeapBytes() - heap).as("bytes left on the heap").isLessThan(MAX_GROWTH_BYTES);
            assertThat(directBytes()).isEqualTo(direct);
        }
        RealParts.ran(
                MillionThreadsIT.class,
                WAVE * WAVES
                        + (ThreadsOfEveryKind.areVirtual()
                                ? " virtual threads"
                                : " platform threads only: JDK "
                                        + Runtime.version().feature() + " has no virtual ones"));
    }

    private void wave(ClewSdk sdk, Tracer tracer) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(WAVE);
        for (int i = 0; i < WAVE; i++) {
            Thread unused = ThreadsOfEveryKind.start(() -> {
                work(tracer);
                done.countDown();
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sdk.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    /** Gives its carrier away in the middle, so that the span and its scope go on elsewhere. */
    @SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"}) // the very span; the yield only makes a thread move
    private void work(Tracer tracer) {
        if (Context.current() != Context.root()) {
            strangers.increment();
        }
        Span span = tracer.spanBuilder("work").startSpan();
        try (Scope ignored = span.makeCurrent()) {
            Thread.yield();
            if (Span.current() != span) {
                strangers.increment();
            }
        } finally {
            span.end();
        }
    }

    private static long usedHeapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Takes every batch and counts its spans. */
    private final class Counting implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            taken.addAndGet(batch.spanCount());
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void close() {}
    }
}
