package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.Clock;

/**
 * A foreign clock, reported when it throws: it then stands still, and spans live on.
 *
 * <p>The system's time instead would be of another origin, and a span that began on one clock and ended on the other of any
 * length. Threads: any. Allocates: nothing.
 */
final class GuardedClock implements Clock {
    private final Clock foreign;
    private final Incidents incidents;
    // Any thread writes the newest it read; which one a failed reading answers does not matter.
    private volatile long lastEpochNanos;
    private volatile long lastNanoTime;

    private GuardedClock(Clock foreign, Incidents incidents) {
        this.foreign = foreign;
        this.incidents = incidents;
        this.lastEpochNanos = Clock.getDefault().now();
    }

    /** The system's clock as it is, and any other one guarded. */
    static Clock of(Clock clock, Incidents incidents) {
        return clock == Clock.getDefault() ? clock : new GuardedClock(clock, incidents);
    }

    @Override
    public long now() {
        try {
            long now = foreign.now();
            lastEpochNanos = now;
            return now;
        } catch (Throwable thrown) {
            report(thrown);
            return lastEpochNanos;
        }
    }

    @Override
    public long nanoTime() {
        try {
            long now = foreign.nanoTime();
            lastNanoTime = now;
            return now;
        } catch (Throwable thrown) {
            report(thrown);
            return lastNanoTime;
        }
    }

    private void report(Throwable thrown) {
        incidents.report("clock failed and stands still: " + foreign.getClass().getName(), thrown);
    }
}
