package dev.clew.sdk.trace;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** A span that is changed, read and ended: all of it in one step each, as others see it. */
public class SpanStateModelTest extends SpanState {
    private int left;
    private int right;

    @Operation
    public boolean change(@Param(gen = IntGen.class, conf = "1:3") int by) {
        if (!lock()) {
            return false;
        }
        left += by;
        right += by;
        unlock();
        return true;
    }

    @Operation
    public String look() {
        return read(() -> left + " " + right);
    }

    @Operation
    public boolean end(@Param(gen = IntGen.class, conf = "1:3") int last) {
        if (isEndingOrEnded() || !lock()) {
            return false;
        }
        left = last;
        right = last;
        unlockEnded();
        return true;
    }

    @Test
    void everyCallTakesEffectAtOnce() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .check(SpanStateModelTest.class);
    }
}
