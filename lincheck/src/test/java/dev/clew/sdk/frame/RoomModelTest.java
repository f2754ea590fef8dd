package dev.clew.sdk.frame;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** Room for four, of which two are taken, is never given twice, nor given once it is closed. */
public class RoomModelTest {
    private final Room room = new Room(4);

    public RoomModelTest() {
        room.take(2);
    }

    @Operation
    public long takeOne() {
        return room.take(1);
    }

    @Operation
    public long takeTwo() {
        return room.take(2);
    }

    @Operation
    public void giveBack() {
        room.giveBack(1);
    }

    @Operation(nonParallelGroup = "drain")
    public boolean close() {
        return room.close();
    }

    @Test
    void everyCallTakesEffectAtOnce() {
        new ModelCheckingOptions()
                .iterations(15)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(2)
                .check(RoomModelTest.class);
    }
}
