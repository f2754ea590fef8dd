package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several threads on one span. */
class SpanConcurrencyTest {
    private static final int THREADS = 4;
    private static final AttributeKey<Long> LEFT = AttributeKey.longKey("left");
    private static final AttributeKey<Long> RIGHT = AttributeKey.longKey("right");

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final SpanLab lab = new SpanLab()
            .with(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void together(List<Runnable> tasks) {
        CountDownLatch ready = new CountDownLatch(tasks.size());
        tasks.stream()
                .map(task -> CompletableFuture.runAsync(
                        () -> {
                            ready.countDown();
                            try {
                                ready.await();
                            } catch (InterruptedException stopped) {
                                throw new IllegalStateException(stopped);
                            }
                            task.run();
                        },
                        threads))
                .toList()
                .forEach(running -> running.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void end_happensOnceWhoeverCalls() {
        for (int i = 0; i < 2_000; i++) {
            ReadWriteSpan span = lab.started("span");
            together(List.of(span::end, span::end, span::end));
        }

        assertThat(lab.ended).hasSize(2_000);
        int published = 0;
        for (int work = lab.drain.doWork(); work > 0; work = lab.drain.doWork()) {
            published += work;
        }
        assertThat(published).isEqualTo(2_000);
    }

    @Test
    void snapshot_isNeverTorn() {
        ReadWriteSpan span = lab.started("span");
        AtomicBoolean done = new AtomicBoolean();
        List<String> torn = new ArrayList<>();
        Runnable writer = () -> {
            for (long n = 0; n < 100_000; n++) {
                span.setAllAttributes(Attributes.of(LEFT, n, RIGHT, -n));
            }
            done.set(true);
        };
        Runnable reader = () -> {
            while (!done.get()) {
                Attributes seen = span.toSpanData().getAttributes();
                Long left = seen.get(LEFT);
                Long right = seen.get(RIGHT);
                if (left != null && (right == null || left != -right)) {
                    torn.add(seen.toString());
                }
            }
        };

        together(List.of(writer, reader));

        assertThat(torn).isEmpty();
        assertThat(span.getAttribute(LEFT)).isEqualTo(99_999);
    }

    @Test
    void attributes_setBeforeTheEndAreAllThere() {
        ReadWriteSpan span = lab.started("span");
        List<Runnable> writers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = "t" + thread + ".";
            writers.add(() -> {
                for (int i = 0; i < 200; i++) {
                    span.setAttribute(prefix + i, i);
                    span.addEvent("event");
                }
            });
        }

        together(writers);
        span.end();

        assertThat(lab.onlyEnded().getAttributes().size()).isEqualTo(THREADS * 200);
        assertThat(lab.onlyEnded().getTotalRecordedEvents()).isEqualTo(THREADS * 200);
    }

    @Test
    void end_amongWritersKeepsWhatCameBeforeAndNothingAfter() {
        for (int i = 0; i < 500; i++) {
            lab.ended.clear();
            ReadWriteSpan span = lab.started("span");
            Runnable writer = () -> {
                for (long n = 1; span.isRecording() && n < 1_000; n++) {
                    span.setAllAttributes(Attributes.of(LEFT, n, RIGHT, -n));
                }
            };
            together(List.of(writer, span::end));

            assertThat(lab.onlyEnded()).isEqualTo(span.toSpanData());
            Long left = span.getAttribute(LEFT);
            assertThat(left == null ? null : -left).isEqualTo(span.getAttribute(RIGHT));
        }
    }
}
