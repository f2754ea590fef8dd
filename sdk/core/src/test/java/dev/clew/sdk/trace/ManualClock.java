package dev.clew.sdk.trace;

import io.opentelemetry.sdk.common.Clock;

/** A wall and a monotonic clock that a test moves, together or apart. Threads: any reads, one moves. */
final class ManualClock implements Clock {
    private volatile long epochNanos = 1_700_000_000_000_000_000L;
    private volatile long nanoTime = 5_000;

    void advance(long nanos) {
        epochNanos = epochNanos + nanos;
        nanoTime = nanoTime + nanos;
    }

    /** What an operator or a time server does: the monotonic clock does not notice. */
    void stepWall(long nanos) {
        epochNanos = epochNanos + nanos;
    }

    @Override
    public long now() {
        return epochNanos;
    }

    @Override
    public long nanoTime() {
        return nanoTime;
    }
}
