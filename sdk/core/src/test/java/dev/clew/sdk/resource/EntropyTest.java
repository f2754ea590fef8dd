package dev.clew.sdk.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntropyTest {
    @Test
    void longs_areAsManyAsAskedForAndNoneTwice() {
        Set<Long> drawn = new LinkedHashSet<>();
        for (int times = 0; times < 100; times++) {
            long[] numbers = Entropy.longs(3);
            assertThat(numbers).hasSize(3);
            for (long number : numbers) {
                drawn.add(number);
            }
        }

        assertThat(drawn).hasSize(300);
    }

    @Test
    void longs_useEveryBit() {
        long ones = 0;
        long zeros = 0;
        for (long number : Entropy.longs(200)) {
            ones |= number;
            zeros |= ~number;
        }

        assertThat(ones).isEqualTo(-1L);
        assertThat(zeros).isEqualTo(-1L);
    }
}
