package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.LogLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainTest {
    private final LogLines log = LogLines.of("dev.clew");
    private final Stripes stripes = new Stripes(0, 100_000, 1);
    private final AtomicInteger passes = new AtomicInteger();
    private final Drain drain = new Drain(stripes, () -> 42, passes::incrementAndGet, new Incidents());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stopDrain() {
        drain.stop(() -> {});
        log.close();
    }

    private void publish(int messageBytes) {
        assertThat(stripes.publish(EncodedSpans.scratch(new byte[messageBytes], 0), 0))
                .isTrue();
    }

    private FrameConsumer consumer(String name, Consumer<String> onFrame) {
        return new FrameConsumer() {
            @Override
            public void accept(Frame frame) {
                onFrame.accept(name + " " + frame.messageLength());
            }

            @Override
            public void afterPass(long nowNanos) {
                events.add(name + " after pass at " + nowNanos);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    @Test
    void doWork_givesEachConsumerEachFrameThenTheTime() {
        drain.addConsumer(consumer("a", events::add));
        drain.addConsumer(consumer("b", events::add));
        publish(100);

        assertThat(drain.doWork()).isEqualTo(1);

        assertThat(events).containsExactly("a 100", "b 100", "a after pass at 42", "b after pass at 42");
        assertThat(drain.frames()).isEqualTo(1);
        assertThat(passes).hasValue(1);
    }

    @Test
    void doWork_atRestIsNoWorkAndTellsTheTime() {
        drain.addConsumer(consumer("a", events::add));

        assertThat(drain.doWork()).isZero();

        assertThat(events).containsExactly("a after pass at 42");
        assertThat(passes).hasValue(1);
    }

    @Test
    void execute_runsAfterTheFramesPublishedBeforeIt() {
        drain.addConsumer(consumer("a", events::add));
        publish(100);
        publish(9_000); // through the side queue
        drain.execute(() -> events.add("task"));

        assertThat(drain.doWork()).isEqualTo(3);

        assertThat(events.subList(0, 3)).containsExactlyInAnyOrder("a 100", "a 9000", "task");
        assertThat(events).element(2).isEqualTo("task");
    }

    @Test
    void execute_fromWithinAPassIsForTheNext() {
        drain.execute(() -> {
            publish(100);
            drain.execute(() -> events.add("second"));
        });
        drain.addConsumer(consumer("a", events::add));

        drain.doWork();
        assertThat(events).containsExactly("a after pass at 42");
        drain.doWork();
        assertThat(events).containsSubsequence("a 100", "second");
    }

    @Test
    void failures_areReportedAndTheOthersGoOn() {
        drain.addConsumer(consumer("broken", frame -> {
            throw new LinkageError("no such method");
        }));
        drain.addConsumer(consumer("whole", events::add));
        publish(100);
        drain.execute(() -> {
            throw new IllegalStateException("task");
        });
        drain.execute(() -> events.add("task"));

        assertThat(drain.doWork()).isEqualTo(3);

        assertThat(events).contains("whole 100", "task", "broken after pass at 42");
        assertThat(log.messages()).containsExactly("a consumer failed on a span: broken", "a task of the drain failed");
        assertThat(log.records().get(0).getThrown()).isInstanceOf(LinkageError.class);
    }

    @Test
    void start_onADaemonThreadThatTakesFramesAndStops() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        drain.addConsumer(consumer("a", frame -> thread.complete(Thread.currentThread())));
        drain.start();
        drain.start();

        publish(100);

        Thread seen = thread.get(10, TimeUnit.SECONDS);
        assertThat(seen.getName()).isEqualTo("clew-drain");
        assertThat(seen.isDaemon()).isTrue();
        assertThat(seen.getContextClassLoader()).isNull();
        drain.stop(() -> {});
        seen.join(10_000);
        assertThat(seen.isAlive()).isFalse();
    }

    @Test
    void stop_drainsOnceMore() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        drain.execute(() -> {
            drain.stop(() -> {});
            publish(100);
            thread.complete(Thread.currentThread());
        });
        drain.addConsumer(consumer("a", events::add));
        drain.start();

        thread.get(10, TimeUnit.SECONDS).join(10_000);

        assertThat(events).contains("a 100");
    }

    @Test
    void run_livesOnAfterAnErrorAndDoesNotSpinAfterAnInterrupt() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        drain.start();
        drain.execute(() -> {
            Thread.currentThread().interrupt();
            throw new AssertionError();
        });
        await().until(() -> !log.messages().isEmpty());

        drain.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void stop_neitherLosesNorKeepsWhatIsPublishedMeanwhile() throws Exception {
        AtomicInteger delivered = new AtomicInteger();
        Stripes shared = new Stripes(0, 10_000, 1);
        Drain ending = new Drain(shared, () -> 42, () -> {}, new Incidents());
        ending.addConsumer(consumer("a", frame -> delivered.incrementAndGet()));
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ending.start();
        List<CompletableFuture<Integer>> publishers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    OtlpWriter scratch = EncodedSpans.scratch(new byte[100], 0);
                    int taken = 0;
                    while (!shared.isClosed()) {
                        taken += shared.publish(scratch, 0) ? 1 : 0;
                    }
                    for (int late = 0; late < 1_000; late++) {
                        taken += shared.publish(scratch, 0) ? 1 : 0;
                    }
                    return taken;
                }))
                .toList();
        await().until(() -> delivered.get() > 1_000);
        ending.stop(() -> ended.complete(null));
        ended.get(10, TimeUnit.SECONDS);

        int taken = 0;
        for (CompletableFuture<Integer> publisher : publishers) {
            taken += publisher.get(10, TimeUnit.SECONDS);
        }
        assertThat(delivered).hasValue(taken);
        assertThat(ending.frames()).isEqualTo(taken);
        assertThat(shared.published()).isEqualTo(taken);
    }

    @Test
    void stop_runsItsTaskLastAndOnce() throws Exception {
        CompletableFuture<List<String>> atTheEnd = new CompletableFuture<>();
        drain.addConsumer(consumer("a", events::add));
        publish(100);
        drain.stop(() -> atTheEnd.complete(List.copyOf(events)));
        drain.start();

        assertThat(atTheEnd.get(10, TimeUnit.SECONDS)).contains("a 100");
    }

    @Test
    void frames_areCountedBeforeAConsumerSeesThem() {
        List<Long> seen = new ArrayList<>();
        drain.addConsumer(consumer("a", frame -> seen.add(drain.frames())));
        publish(100);
        publish(100);

        drain.doWork();

        assertThat(seen).containsExactly(1L, 2L);
    }
}
