package dev.clew.sdk.trace;

import io.opentelemetry.sdk.common.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A wall and a monotonic clock that a test moves, together or apart. Threads: any. */
final class ManualClock implements Clock {
    private final AtomicLong epochNanos = new AtomicLong(1_700_000_000_000_000_000L);
    private final AtomicLong nanoTime = new AtomicLong(5_000);

    void advance(long nanos) {
        epochNanos.addAndGet(nanos);
        nanoTime.addAndGet(nanos);
    }

    /** What an operator or a time server does: the monotonic clock does not notice. */
    void stepWall(long nanos) {
        epochNanos.addAndGet(nanos);
    }

    @Override
    public long now() {
        return epochNanos.get();
    }

    @Override
    public long nanoTime() {
        return nanoTime.get();
    }
}
