package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Allocation;
import org.junit.jupiter.api.Test;

class ThreadSlotsTest {
    private final ThreadSlots<String> slots = new ThreadSlots<>(4);

    @Test
    void take_answersWhatThisThreadGaveOnce() {
        assertThat(slots.take()).isNull();

        slots.give("scratch");

        assertThat(slots.take()).isEqualTo("scratch");
        assertThat(slots.take()).isNull();
    }

    @Test
    void give_keepsTheLast() {
        slots.give("one");
        slots.give("two");

        assertThat(slots.take()).isEqualTo("two");
        assertThat(slots.take()).isNull();
    }

    @Test
    void takeAndGive_allocateNothing() {
        slots.give("scratch");

        assertThat(Allocation.bytesPerCall(() -> {
                    String taken = slots.take();
                    slots.give(taken == null ? "lost" : taken);
                }))
                .isZero();
        assertThat(slots.take()).isEqualTo("scratch");
    }
}
