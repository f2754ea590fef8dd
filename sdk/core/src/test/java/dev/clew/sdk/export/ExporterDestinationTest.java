package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.frame.EncodedSpans;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Foreign exporters of every temper, on their real thread. */
@Timeout(30)
class ExporterDestinationTest {
    private final LogLines log = LogLines.of("dev.clew");
    private final LogLines results = LogLines.of(CompletableResultCode.class.getName());
    private final ExportRig rig = new ExportRig();
    private final CountDownLatch released = new CountDownLatch(1);
    private final MoodyExporter exporter = new MoodyExporter();
    private final ExporterDestination destination = destination(1 << 20, TimeUnit.HOURS.toNanos(1));

    @AfterEach
    void letGo() {
        released.countDown();
        rig.shutdown(destination, 10_000).join(10, TimeUnit.SECONDS);
        log.close();
        results.close();
    }

    private ExporterDestination destination(long heldBytes, long maxAgeNanos) {
        return destination(new BatchLimits(512, 1, maxAgeNanos, 1, heldBytes));
    }

    private ExporterDestination destination(BatchLimits limits) {
        ExporterDestination made =
                new ExporterDestination(rig.guarded(exporter, limits), limits, rig.source, rig.incidents);
        rig.drain.addConsumer(made);
        return made;
    }

    private boolean flushed() {
        return rig.flush(destination).join(10, TimeUnit.SECONDS).isSuccess();
    }

    private void assertLedger(long accepted, long delivered, Map<DropReason, Long> dropped) {
        assertThat(destination.ledger()).isEqualTo(new DestinationLedger("moody", accepted, delivered, 0, dropped));
    }

    @Test
    void spans_comeInOrderWithScopeAndResourceOnADaemonThread() {
        rig.end(600);
        assertThat(flushed()).isTrue();

        assertThat(exporter.names())
                .isEqualTo(IntStream.rangeClosed(1, 600).mapToObj(i -> "s" + i).toList());
        SpanData span = exporter.spans.get(0);
        assertThat(span.getInstrumentationScopeInfo()).isEqualTo(rig.scopes.get(0));
        assertThat(span.getResource()).isEqualTo(ExportRig.RESOURCE);
        Thread thread = exporter.threads.get(0);
        assertThat(thread.getName()).isEqualTo("clew-exporter");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(exporter.threads).containsOnly(thread);
        assertLedger(600, 600, Map.of());
    }

    @Test
    void spans_areExportedByAgeWithoutAFlush() {
        destination(1 << 20, 1);

        rig.end(1);

        await().until(() -> exporter.names().equals(List.of("s1")));
    }

    @Test
    void spans_areSetAsideWhileNotSampled() {
        EncodedSpans.publish(rig.stripes, EncodedSpans.span(1, "unsampled"), 0, 0);
        rig.pass();

        assertThat(flushed()).isTrue();
        assertLedger(0, 0, Map.of());
    }

    @Test
    void failure_isCountedAndTheNextFlushSaysSoOnce() {
        exporter.mood = CompletableResultCode::ofFailure;
        rig.end(2);
        assertThat(flushed()).isFalse();
        assertThat(flushed()).isTrue();

        assertLedger(2, 0, Map.of(DropReason.EXPORT_FAILED, 2L));
    }

    @Test
    void rejection_ofSomeIsCountedAsThat() {
        exporter.mood = () -> CompletableResultCode.ofExceptionalFailure(new SpansRejectedException(2));
        rig.end(5);
        assertThat(flushed()).isFalse();
        assertThat(flushed()).isTrue();

        assertThat(destination.ledger()).isEqualTo(new DestinationLedger("moody", 5, 3, 2, Map.of()));
    }

    @Test
    void timeout_ofAnExportIsALoss() {
        BatchLimits limits = new BatchLimits(512, 1, 1, 1, 1 << 20).withExportTimeoutNanos(1_000_000);
        exporter.mood = CompletableResultCode::new; // never answered
        ExporterDestination hasty =
                new ExporterDestination(rig.guarded(exporter, limits), limits, rig.source, rig.incidents);
        rig.drain.addConsumer(hasty);
        rig.end(2);

        await().until(() -> hasty.ledger().dropped().equals(Map.of(DropReason.EXPORT_FAILED, 2L)));
        exporter.mood = CompletableResultCode::ofSuccess;
    }

    @Test
    void batches_areOfTheSizeAskedForAndNoMoreSpansAreHeldThanAllowed() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        BatchLimits limits = new BatchLimits(2, 1, Long.MAX_VALUE, 1, 1 << 20).withMaxHeldSpans(4);
        ExporterQueue queue = new ExporterQueue(limits, spans -> sizes.add(spans.size()), rig.incidents);
        queue.run(() -> awaitQuietly(go));
        await().until(() -> queue.offer(new ExporterQueue.Span(new byte[1], 0)));
        int offered = 1;
        for (int i = 0; i < 9; i++) {
            offered += queue.offer(new ExporterQueue.Span(new byte[1], 0)) ? 1 : 0;
        }
        assertThat(offered).isEqualTo(4);
        go.countDown();
        CountDownLatch done = new CountDownLatch(1);
        queue.close(done::countDown);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(sizes).containsExactly(2, 2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void exporterThatThrows_isReportedAndAskedAgain() {
        exporter.mood = () -> {
            throw new NoClassDefFoundError("com/example/Missing");
        };
        rig.end(1);
        assertThat(flushed()).isFalse();

        exporter.mood = CompletableResultCode::ofSuccess;
        rig.end(1);

        assertThat(flushed()).isTrue();
        assertLedger(2, 1, Map.of(DropReason.EXPORT_FAILED, 1L));
        assertThat(log.messages()).contains("span exporter failed: moody");
    }

    @Test
    void exporterThatAnswersNull_isOneThatFails() {
        exporter.mood = () -> null;
        rig.end(1);

        assertThat(flushed()).isFalse();
        assertLedger(1, 0, Map.of(DropReason.EXPORT_FAILED, 1L));
    }

    @Test
    void exporterThatInterruptsItsThread_doesNotSpoilTheNextCall() {
        exporter.mood = () -> {
            Thread.currentThread().interrupt();
            return CompletableResultCode.ofSuccess();
        };
        rig.end(1);
        flushed();
        exporter.mood = () -> Thread.currentThread().isInterrupted()
                ? CompletableResultCode.ofFailure()
                : CompletableResultCode.ofSuccess();
        rig.end(1);

        assertThat(flushed()).isTrue();
        assertLedger(2, 2, Map.of());
    }

    @Test
    void exporterThatHangs_delaysNoOneAndKeepsItsBytes() {
        ExporterDestination small = destination(2_000, 1);
        exporter.mood = this::hang;
        rig.end(1);
        await().until(() -> !exporter.threads.isEmpty());

        rig.end(100);

        DestinationLedger ledger = small.ledger();
        assertThat(ledger.accepted()).isEqualTo(101);
        assertThat(ledger.dropped().get(DropReason.DESTINATION_FULL)).isBetween(70L, 95L);
        released.countDown();
        assertThat(rig.flush(small).join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(small.ledger().held()).isZero();
        assertThat(small.ledger().delivered() + small.ledger().droppedTotal()).isEqualTo(101);
    }

    @Test
    void flush_thatAnApplicationAnswersWithAnErrorEndsNoThread() {
        rig.end(1);
        CompletableResultCode result = new CompletableResultCode();
        result.whenComplete(() -> {
            throw new IllegalStateException("the application's own");
        });
        rig.drain.execute(() -> destination.flush(new Flush(1, false, result)));
        rig.pass();
        result.join(10, TimeUnit.SECONDS);
        rig.end(1);

        assertThat(flushed()).isTrue();
        assertLedger(2, 2, Map.of());
        assertThat(log.messages()).containsExactly("a task of an exporter's thread failed");
    }

    @Test
    void shutdown_exportsFlushesAndShutsTheExporterDownAndTheThreadEnds() throws InterruptedException {
        rig.end(3);

        assertThat(rig.shutdown(destination, 5_000).join(10, TimeUnit.SECONDS).isSuccess())
                .isTrue();

        assertThat(exporter.calls).containsExactly("export", "flush", "shutdown");
        exporter.threads.get(0).join(10_000);
        assertThat(exporter.threads.get(0).isAlive()).isFalse();
        rig.end(2);
        assertLedger(5, 3, Map.of(DropReason.SHUTDOWN, 2L));
        assertThat(flushed()).isTrue(); // a late one does not wait for ever
    }

    @Test
    void shutdown_leavesAnExporterThatHangsBehindAtTheDeadline() {
        exporter.mood = this::hang;
        rig.end(512);
        await().until(() -> !exporter.threads.isEmpty());
        rig.end(10);
        CompletableResultCode closed = rig.shutdown(destination, 5_000);
        rig.passAfterMillis(4_999);
        assertThat(closed.isDone()).isFalse();
        rig.passAfterMillis(1);

        assertThat(closed.isDone()).isTrue();
        assertThat(closed.isSuccess()).isFalse();
        assertLedger(522, 0, Map.of(DropReason.SHUTDOWN, 522L));

        released.countDown();
        await().until(() -> exporter.calls.contains("shutdown"));
        assertLedger(522, 0, Map.of(DropReason.SHUTDOWN, 522L));
    }

    private CompletableResultCode hang() {
        try {
            released.await();
        } catch (InterruptedException unexpected) {
            return CompletableResultCode.ofFailure();
        }
        return CompletableResultCode.ofSuccess();
    }

    /** Keeps spans, and answers as the test wants it to. */
    private static final class MoodyExporter implements SpanExporter {
        private final List<SpanData> spans = new CopyOnWriteArrayList<>();
        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile Supplier<@Nullable CompletableResultCode> mood = CompletableResultCode::ofSuccess;

        @Override
        @SuppressWarnings("NullAway") // what a foreign exporter may do
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            threads.add(Thread.currentThread());
            calls.add("export");
            return mood.get();
        }

        private List<String> names() {
            return spans.stream().map(SpanData::getName).toList();
        }

        @Override
        public CompletableResultCode flush() {
            calls.add("flush");
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            calls.add("shutdown");
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public String toString() {
            return "moody";
        }
    }

    @Test
    void exporterThatDoesNotReturn_isInterruptedAfterThirtyFiveSecondsAndGoesOn() {
        exporter.mood = this::hang;
        rig.end(512);
        await().until(() -> !exporter.threads.isEmpty());
        rig.pass();
        rig.passAfterMillis(34_999);
        assertLedger(512, 0, Map.of());

        exporter.mood = CompletableResultCode::ofSuccess;
        rig.passAfterMillis(1);
        assertLedger(512, 0, Map.of(DropReason.EXPORT_FAILED, 512L));
        rig.end(3);

        assertThat(flushed()).isFalse(); // for those 512
        assertThat(flushed()).isTrue();
        assertLedger(515, 3, Map.of(DropReason.EXPORT_FAILED, 512L));
        assertThat(log.messages()).anyMatch(line -> line.contains("does not return from a call"));
        assertThat(exporter.threads).containsOnly(exporter.threads.get(0));
    }

    @Test
    void shutdown_answersAlsoTheFlushesThatAnExporterKeepsWaiting() {
        exporter.mood = () -> {
            while (released.getCount() > 0) {
                Thread.onSpinWait(); // whatever interrupts it
            }
            return CompletableResultCode.ofSuccess();
        };
        rig.end(1);
        CompletableResultCode first = rig.flush(destination);
        CompletableResultCode second = rig.flush(destination);
        await().until(() -> !exporter.threads.isEmpty());
        CompletableResultCode closed = rig.shutdown(destination, 5_000);
        assertThat(first.isDone()).isFalse();

        rig.passAfterMillis(5_000);

        for (CompletableResultCode result : List.of(first, second, closed)) {
            assertThat(result.isDone()).isTrue();
            assertThat(result.isSuccess()).isFalse();
        }
        assertLedger(1, 0, Map.of(DropReason.SHUTDOWN, 1L));
    }
}
