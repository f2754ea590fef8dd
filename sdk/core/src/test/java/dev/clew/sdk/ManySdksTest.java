package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What SDKs that are built and closed leave behind: nothing. */
@Timeout(120)
class ManySdksTest {
    private static final int SDKS = 1_000;
    private static final long ONE_RING_BYTES = 8L << 20;

    @Test
    void closedSdks_leaveNoThreadNoHookAndNoMemory() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long direct = directBytesAfterGc();
        List<WeakReference<ClewSdk>> closed = new ArrayList<>();
        for (int i = 0; i < SDKS; i++) {
            closed.add(new WeakReference<>(builtAndClosed()));
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            // A shutdown hook, a drain or a place in the list of checkpoints would hold one.
            assertThat(directBytesAfterGc()).isLessThan(direct + ONE_RING_BYTES);
            assertThat(closed).filteredOn(sdk -> sdk.get() != null).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("clew-"));
        });
    }

    @Test
    void shutdownThatIsNotWaitedFor_isStillWaitedForAtExit() {
        Answering sender = new Answering();
        ClewSdk sdk = ClewSdk.builder().addSender(sender).setCloseOnExit(true).build();
        sdk.getTracer("a").spanBuilder("b").startSpan().end();
        sdk.shutdown();
        WeakReference<ClewSdk> held = new WeakReference<>(sdk);
        sdk = null;

        System.gc();
        assertThat(held.get()).as("the exit still waits for it").isNotNull();
        sender.answer.complete(SendResult.delivered());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            System.gc();
            assertThat(held.get()).isNull();
        });
    }

    private static ClewSdk builtAndClosed() {
        ClewSdk sdk = ClewSdk.builder()
                .addSender(new Answering(SendResult.delivered()))
                .addSpanExporter(InMemorySpanExporter.create())
                .setCloseOnExit(true)
                .build();
        sdk.getTracer("a").spanBuilder("b").startSpan().end();
        sdk.close();
        return sdk;
    }

    private static long directBytesAfterGc() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Gives the same answer to everything, at once or when it has one. */
    private static final class Answering implements BatchSender {
        final CompletableFuture<SendResult> answer;

        Answering(SendResult answered) {
            answer = CompletableFuture.completedFuture(answered);
        }

        Answering() {
            answer = new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            return answer;
        }

        @Override
        public void close() {}
    }
}
