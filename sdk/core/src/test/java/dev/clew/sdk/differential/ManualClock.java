package dev.clew.sdk.differential;

import io.opentelemetry.sdk.common.Clock;

/** A wall and a monotonic clock that go on together, when a program says so. Threads: one at a time. */
final class ManualClock implements Clock {
    private long elapsedNanos;
    private long steppedNanos;

    void advance(long nanos) {
        elapsedNanos += nanos;
    }

    /** What an operator does to the wall clock: the monotonic clock does not notice. */
    void stepWall(long nanos) {
        steppedNanos += nanos;
    }

    @Override
    public long now() {
        return 1_700_000_000_000_000_000L + elapsedNanos + steppedNanos;
    }

    @Override
    public long nanoTime() {
        return 5_000 + elapsedNanos;
    }
}
