package dev.clew.sdk.export;

import java.util.concurrent.TimeUnit;

/** Tells a call that lasts too long, once. Threads: the drain. */
final class CallWatch {
    // More than the time that an exporter has for its result, so that only a call that does not return is still there.
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(GuardedExporter.TIMEOUT_SECONDS + 5);

    private long call;
    private long sinceNanos;
    private boolean told;

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
        boolean stuck = number != 0 && !told && nowNanos - sinceNanos >= MAX_NANOS;
        told |= stuck;
        return stuck;
    }
}
