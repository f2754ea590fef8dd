package dev.clew.sdk.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterTest {
    private final Counter counter = new Counter();

    @Test
    void add_sums() {
        counter.add(3);
        counter.add(4);

        assertThat(counter.get()).isEqualTo(7);
    }

    @Test
    void add_isSeenByOthersAfterWhatWasAddedBefore() throws InterruptedException {
        Counter earlier = new Counter();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                earlier.add(1);
                counter.add(1);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            long later = counter.get();
            assertThat(earlier.get()).isGreaterThanOrEqualTo(later);
        }
        writer.join();
        assertThat(counter.get()).isEqualTo(1_000_000);
    }

    @Test
    void add_allocatesNothing() {
        assertThat(Allocation.bytesPerCall(() -> counter.add(1))).isZero();
    }
}
