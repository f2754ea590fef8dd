package dev.clew.sdk.trace;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** A span that processors may change while it ends: nobody else may, and one end counts. */
public class SpanEndModelTest extends SpanState {
    private int changes;
    private int endedAt;
    private int changedBy;

    @Operation
    public boolean change() {
        if (!lock()) {
            return false;
        }
        changes++;
        unlock();
        return true;
    }

    /** The steps by which {@code RecordingSpan} ends, and then what the span holds for its encoder. */
    @Operation
    public String end(@Param(gen = IntGen.class, conf = "1:3") int time) {
        if (isEndingOrEnded() || !lock()) {
            return "late";
        }
        endedAt = time;
        unlockEnding();
        if (lock()) {
            changedBy = time;
            unlock();
        }
        boolean mayStillEnd = lock();
        unlockEnded();
        return changes + (endedAt == changedBy && mayStillEnd ? " and its own" : " and a stranger's");
    }

    @Test
    void changesAreInTheEndedSpanOrRefused() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(2)
                .check(SpanEndModelTest.class);
    }
}
