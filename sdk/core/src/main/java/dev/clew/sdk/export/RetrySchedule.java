package dev.clew.sdk.export;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * When to try again after failures: exponential backoff with jitter, and never before the other side said.
 *
 * <p>It belongs to the destination, not to a batch: while the other side is away, one request at a time finds out whether it
 * is back. Threads: the drain.
 */
final class RetrySchedule {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DoubleSupplier random;
    private int failures;
    private long notBeforeNanos;

    /**
     * A schedule without failures.
     *
     * @param random answers from 0 to 1, for the jitter
     */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    void failed(long nowNanos, long retryAfterMillis) {
        long backoff = Math.min(MAX_NANOS, FIRST_NANOS << Math.min(failures, 10));
        // Half to whole, so that services that lost their collector together do not return together.
        long jittered = (long) (backoff * (0.5 + random.getAsDouble() / 2));
        failures++;
        notBeforeNanos = nowNanos + Math.max(jittered, TimeUnit.MILLISECONDS.toNanos(retryAfterMillis));
    }

    boolean isFailing() {
        return failures > 0;
    }

    /** How many requests may be in flight now. */
    int allowed(long nowNanos, int maxInFlight) {
        if (failures == 0) {
            return maxInFlight;
        }
        return nowNanos - notBeforeNanos >= 0 ? 1 : 0;
    }
}
