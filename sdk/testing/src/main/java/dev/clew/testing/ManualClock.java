package dev.clew.testing;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. Threads: any; who reads after {@link #advance} returned sees the new time. */
public final class ManualClock implements Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final long startEpochNanos;
    private final AtomicLong elapsedNanos = new AtomicLong();

    private ManualClock(Instant start) {
        this.startEpochNanos =
                Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano());
    }

    /** A clock at the beginning of 2026, UTC. */
    public static ManualClock create() {
        return startingAt(START);
    }

    /**
     * A clock at the given time.
     *
     * @throws ArithmeticException when that is not a number of nanoseconds since 1970 that a long can hold
     */
    public static ManualClock startingAt(Instant start) {
        return new ManualClock(start);
    }

    /**
     * Lets time pass.
     *
     * @throws IllegalArgumentException when the duration is negative: time does not go back
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: duration=" + duration);
        }
        long nanos = duration.toNanos();
        elapsedNanos.updateAndGet(elapsed -> Math.addExact(elapsed, nanos));
    }

    /** Nanoseconds since 1970. */
    @Override
    public long now() {
        return startEpochNanos + elapsedNanos.get();
    }

    /** Nanoseconds since the clock was made. */
    @Override
    public long nanoTime() {
        return elapsedNanos.get();
    }

    @Override
    public String toString() {
        return "ManualClock{" + Instant.EPOCH.plusNanos(now()) + "}";
    }
}
