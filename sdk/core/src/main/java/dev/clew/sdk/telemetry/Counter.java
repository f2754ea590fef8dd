package dev.clew.sdk.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count with one writer. Threads: one adds, any reads. Allocates: nothing.
 *
 * <p>It stands apart, 128 bytes from whatever the garbage collector puts beside it: the drain adds for every span, and on a line
 * with something that callers read it would cost each of them a miss.
 */
public final class Counter {
    private static final int APART = 128 / Long.BYTES;
    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] value = new long[2 * APART + 1];

    /** Adds to the count; the one writer only. */
    public void add(long more) {
        // Release: who reads this count sees the counts that were added before it, which gives the ledger's error its
        // sign.
        VALUE.setRelease(value, APART, value[APART] + more);
    }

    /** The count so far. */
    public long get() {
        return (long) VALUE.getAcquire(value, APART);
    }
}
