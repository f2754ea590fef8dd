package dev.clew.sdk.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count with one writer. Threads: one adds, any reads. Allocates: nothing. */
final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // through VALUE
    private long value;

    void add(long more) {
        // Release: who reads this count sees the counts that were added before it, which gives the ledger's error its
        // sign.
        VALUE.setRelease(this, (long) VALUE.get(this) + more);
    }

    long get() {
        return (long) VALUE.getAcquire(this);
    }
}
