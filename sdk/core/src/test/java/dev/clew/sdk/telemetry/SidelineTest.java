package dev.clew.sdk.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SidelineTest {
    private final LogLines log = LogLines.of("dev.clew");
    private final Sideline sideline = new Sideline("clew-test", "plugin", new Incidents());

    @AfterEach
    void close() {
        log.close();
    }

    private static boolean succeeds(CompletableResultCode result) {
        result.join(10, TimeUnit.SECONDS);
        assertThat(result.isDone()).isTrue();
        return result.isSuccess();
    }

    @Test
    void calls_areMadeInOrderOnADaemonThreadThatEndsWhenIdle() throws Exception {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Thread> made = new CompletableFuture<>();
        IntStream.range(0, 100).forEach(i -> sideline.run("count", () -> order.add(i)));
        assertThat(succeeds(sideline.call("look", () -> {
                    made.complete(Thread.currentThread());
                    return CompletableResultCode.ofSuccess();
                })))
                .isTrue();

        Thread thread = made.get(10, TimeUnit.SECONDS);
        assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(thread.getName()).isEqualTo("clew-test");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        await().until(() -> !thread.isAlive());
        assertThat(succeeds(sideline.call("look", CompletableResultCode::ofSuccess)))
                .isTrue();
    }

    @Test
    void result_isThePlugins() {
        CompletableResultCode later = new CompletableResultCode();
        CompletableResultCode result = sideline.call("flush", () -> later);
        assertThat(succeeds(sideline.call("flush", CompletableResultCode::ofFailure)))
                .isFalse();
        assertThat(result.isDone()).isFalse();

        later.succeed();

        assertThat(succeeds(result)).isTrue();
    }

    @Test
    void throwingAndNull_areFailuresThatAreReported() {
        assertThat(succeeds(sideline.call("flush", () -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                })))
                .isFalse();
        assertThat(succeeds(sideline.call("flush", () -> null))).isFalse();

        assertThat(log.messages()).containsExactly("plugin failed in flush", "plugin answered null in flush");
    }

    @Test
    void callsBehindOneThatBlocks_areBounded() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch blocking = new CountDownLatch(1);
        sideline.run("block", () -> {
            blocking.countDown();
            awaitQuietly(released);
        });
        awaitQuietly(blocking);
        IntStream.range(0, 1_000).forEach(i -> sideline.run("wait", () -> {}));

        CompletableResultCode refused = sideline.call("flush", CompletableResultCode::ofSuccess);

        assertThat(refused.isDone()).isTrue();
        assertThat(refused.isSuccess()).isFalse();
        assertThat(log.messages()).containsExactly("plugin does not come back from its calls; not called in flush");
        released.countDown();
    }

    @Test
    @SuppressWarnings("NullAway") // a name that no thread can have stands for the process's limit of threads
    void callsForWhichNoThreadStarts_areFailuresThatAreReported() {
        Sideline without = new Sideline(null, "plugin", new Incidents());

        CompletableResultCode result = without.call("flush", CompletableResultCode::ofSuccess);

        assertThat(result.isDone()).isTrue();
        assertThat(result.isSuccess()).isFalse();
        assertThat(log.messages()).containsExactly("plugin is not called in flush: no thread starts");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
