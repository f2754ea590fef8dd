package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.sdk.common.Clock;

/**
 * The user's clock, which may fail: time then stands still until it works again. One that fails from the start is replaced by the
 * system's.
 *
 * <p>Threads: any. The last readings are plain: one that is a little old is as good when the clock fails.
 */
final class GuardedClock implements Clock {
    private final Clock source;
    private final Incidents incidents;
    private long lastEpochNanos;
    private long lastNanoTime;

    private GuardedClock(Clock source, Incidents incidents) {
        this.source = source;
        this.incidents = incidents;
        this.lastEpochNanos = source.now();
        this.lastNanoTime = source.nanoTime();
    }

    /** The clock, guarded unless it is the system's. */
    static Clock of(Clock source, Incidents incidents) {
        if (Clock.getDefault().equals(source)) {
            return source;
        }
        try {
            return new GuardedClock(source, incidents);
        } catch (Throwable thrown) {
            incidents.report(
                    "clock failed at start, the system's is used: "
                            + source.getClass().getName(),
                    thrown);
            return Clock.getDefault();
        }
    }

    @Override
    public long now() {
        try {
            long now = source.now();
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
            long now = source.nanoTime();
            lastNanoTime = now;
            return now;
        } catch (Throwable thrown) {
            report(thrown);
            return lastNanoTime;
        }
    }

    private void report(Throwable thrown) {
        incidents.report("clock failed, time stands still: " + source.getClass().getName(), thrown);
    }
}
