package dev.clew.sdk.export;

import java.util.concurrent.TimeUnit;

/** Tells a call that lasts too long, once. Threads: the drain. */
final class CallWatch {
    private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long maxNanos;
    private long call;
    private long sinceNanos;
    private boolean told;

    /** Of calls that have so long for their result; only a call that does not return is still there 5 seconds later. */
    CallWatch(long timeoutNanos) {
        this.maxNanos = timeoutNanos + Math.min(MARGIN_NANOS, Long.MAX_VALUE - timeoutNanos);
    }

    /**
     * Whether the call under way has just become too long.
     *
     * @param number of the call under way, or 0
     */
    boolean isStuck(long number, long nowNanos) {
        if (number != call) {
            call = number;
            sinceNanos = nowNanos;
            told = false;
        }
        boolean stuck = number != 0 && !told && nowNanos - sinceNanos >= maxNanos;
        told |= stuck;
        return stuck;
    }
}
