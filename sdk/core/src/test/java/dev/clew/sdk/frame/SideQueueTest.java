package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SideQueueTest {
    private static final int OVERHEAD = 48;

    private final Frame window = new Frame();

    private static OtlpWriter frame(int length) {
        return EncodedSpans.scratch(new byte[length - FrameLayout.MESSAGE], 0);
    }

    @Test
    void offer_takesUpToItsBytes() {
        SideQueue queue = new SideQueue(2 * (100 + OVERHEAD));

        assertThat(queue.offer(frame(100))).isTrue();
        assertThat(queue.offer(frame(101))).isFalse();
        assertThat(queue.offer(frame(100))).isTrue();
        assertThat(queue.offer(frame(41))).isFalse();

        assertThat(queue.offered()).isEqualTo(2);
        assertThat(queue.drainTo(seen -> {}, window)).isEqualTo(2);
        assertThat(queue.offer(frame(100))).isTrue();
    }

    @Test
    void offer_hasRoomAlsoWhileAnotherAsksForTooMuch() throws InterruptedException {
        SideQueue queue = new SideQueue(10_000);
        OtlpWriter tooMuch = frame(11_000);
        OtlpWriter little = frame(100);
        AtomicBoolean done = new AtomicBoolean();
        Thread greedy = new Thread(() -> {
            while (!done.get()) {
                queue.offer(tooMuch);
            }
        });
        greedy.start();
        try {
            for (int i = 0; i < 100_000; i++) {
                assertThat(queue.offer(little)).isTrue();
                queue.drainTo(seen -> {}, window);
            }
        } finally {
            done.set(true);
            greedy.join();
        }
    }

    @Test
    void drainTo_endsAlsoWhenEachFrameBringsAnother() {
        SideQueue queue = new SideQueue(1_000);
        queue.offer(frame(100));

        assertThat(queue.drainTo(seen -> queue.offer(frame(100)), window)).isEqualTo(7); // 1000 / 148, rounded up
    }

    @Test
    void drainTo_freesAFrameWhoseSinkThrew() {
        SideQueue queue = new SideQueue(100 + OVERHEAD);
        queue.offer(frame(100));

        assertThatThrownBy(() -> queue.drainTo(
                        seen -> {
                            throw new IllegalStateException();
                        },
                        window))
                .isInstanceOf(IllegalStateException.class);

        assertThat(queue.offer(frame(100))).isTrue();
    }
}
