package dev.clew.sdk.frame;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is in the one slot is taken by one thread, however many come. */
public class ThreadSlotsModelTest {
    private final ThreadSlots<Integer> slots = new ThreadSlots<>(1);

    @Operation
    public @Nullable Integer take() {
        return slots.take();
    }

    @Operation
    public void give(@Param(gen = IntGen.class, conf = "1:3") int object) {
        slots.give(object);
    }

    @Test
    void everyCallTakesEffectAtOnce() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(2)
                .check(ThreadSlotsModelTest.class);
    }
}
