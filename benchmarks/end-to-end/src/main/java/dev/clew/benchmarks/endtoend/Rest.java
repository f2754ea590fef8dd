package dev.clew.benchmarks.endtoend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass without using any CPU. */
final class Rest {
    private Rest() {}

    /** Returns after that time, parked until then. */
    static void nanos(long nanos) {
        long begun = System.nanoTime();
        long left;
        while ((left = begun + nanos - System.nanoTime()) > 0) {
            LockSupport.parkNanos(Rest.class, left);
        }
    }

    static void seconds(long seconds) {
        nanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
