package dev.clew.sdk.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long exports took, handed to a foreign histogram on a thread of its own: a meter that throws or blocks is not felt by who
 * sends. Threads: any. Allocates: one entry for a duration; nothing without a histogram.
 */
public final class Durations {
    /** Nobody wants to know. */
    public static final Durations NONE = new Durations(null, new Incidents());

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable DoubleHistogram seconds;
    private final Sideline sideline;

    /** Durations for the histogram, which is one of seconds. */
    public Durations(@Nullable DoubleHistogram seconds, Incidents incidents) {
        this.seconds = seconds;
        this.sideline = new Sideline("clew-metrics", "the meter provider", incidents);
    }

    /** Whether it is worth while to find out what a duration belongs to. */
    public boolean areWanted() {
        return seconds != null;
    }

    /** Records a duration; returns at once. */
    public void record(long nanos, Attributes attributes) {
        DoubleHistogram histogram = seconds;
        if (histogram != null) {
            sideline.run("recording a duration", () -> histogram.record(nanos / NANOS_PER_SECOND, attributes));
        }
    }
}
