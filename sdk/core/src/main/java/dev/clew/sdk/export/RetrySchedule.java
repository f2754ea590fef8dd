package dev.clew.sdk.export;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * When to try again after failures: exponential backoff with jitter, and never before the other side said.
 *
 * <p>It belongs to the destination, not to a batch: while the other side is away, one request at a time finds out whether it
 * is back. Requests that were on their way together fail together, and that is one failure. Threads: the drain.
 */
final class RetrySchedule {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DoubleSupplier random;
    private long nowNanos;
    private int failures;
    private long backoffUntilNanos;
    private boolean asked;
    private long askedUntilNanos;

    // Failed since the clock was last read.
    private boolean failed;
    private long askedNanos;

    /**
     * A schedule without failures.
     *
     * @param random answers from 0 to 1, for the jitter
     */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /** The other side answers again. What it asked for stays. */
    void succeeded() {
        failures = 0;
    }

    /** An attempt failed; the wait counts from the next {@link #tick}, so that it is never too short. */
    void failed(long retryAfterMillis) {
        failed = true;
        askedNanos = Math.max(askedNanos, TimeUnit.MILLISECONDS.toNanos(retryAfterMillis));
    }

    /** Tells the time, once in every pass. */
    void tick(long newNanos) {
        nowNanos = newNanos;
        if (failed) {
            // While it waits already, what failed was sent before the wait began.
            if (failures == 0 || nowNanos - backoffUntilNanos >= 0) {
                backOff();
            }
            if (askedNanos > 0 && (!isAskedToWait() || askedUntilNanos - nowNanos < askedNanos)) {
                asked = true;
                askedUntilNanos = nowNanos + askedNanos;
            }
            failed = false;
            askedNanos = 0;
        }
    }

    private void backOff() {
        long backoff = Math.min(MAX_NANOS, FIRST_NANOS << Math.min(failures, 10));
        // Half to whole, so that services that lost their collector together do not return together.
        backoffUntilNanos = nowNanos + (long) (backoff * (0.5 + random.getAsDouble() / 2));
        failures++;
    }

    /** Ends a wait that the other side did not ask for: there is no later. */
    void hurry() {
        backoffUntilNanos = nowNanos;
    }

    /** How many requests may be in flight now. */
    int allowed(int maxInFlight) {
        if (failed || isAskedToWait()) {
            return 0;
        }
        if (failures == 0) {
            return maxInFlight;
        }
        return nowNanos - backoffUntilNanos >= 0 ? 1 : 0;
    }

    private boolean isAskedToWait() {
        return asked && nowNanos - askedUntilNanos < 0;
    }
}
