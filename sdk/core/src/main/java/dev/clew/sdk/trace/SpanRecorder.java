package dev.clew.sdk.trace;

import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.frame.ThreadSlots;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;

/**
 * Turns an ended span into a published frame.
 *
 * <p>Threads: the thread that ends the span. Allocates: nothing while an encoder is free. When full: the span is dropped and
 * counted, and the caller goes on.
 */
final class SpanRecorder {
    private static final int SCRATCH_BYTES = 1024;
    private static final int MAX_KEPT_SCRATCH_BYTES = 64 * 1024;

    private final Stripes stripes;
    private final ThreadSlots<SpanEncoder> encoders;
    private final SpanCounts counts;
    private final Incidents incidents;

    SpanRecorder(Stripes stripes, SpanCounts counts, Incidents incidents) {
        this.stripes = stripes;
        this.encoders = new ThreadSlots<>(Math.max(1, stripes.count()));
        this.counts = counts;
        this.incidents = incidents;
    }

    /** Counts a span that ended when nothing was there any more to take it. */
    void dropAfterShutdown() {
        counts.drops().add(DropReason.SHUTDOWN, 1);
    }

    /** Counts a span that ended and is for processors only. */
    void countUnsampled() {
        counts.unsampledEnded();
    }

    void record(RecordingSpan span) {
        SpanEncoder free = encoders.take();
        SpanEncoder encoder = free != null ? free : new SpanEncoder(new OtlpWriter(SCRATCH_BYTES));
        OtlpWriter out = encoder.out();
        try {
            out.reset(FrameLayout.MESSAGE);
            int flags = encoder.encode(span);
            if (!stripes.publish(out, flags)) {
                counts.drops().add(stripes.isClosed() ? DropReason.SHUTDOWN : DropReason.RING_FULL, 1);
            }
        } catch (Throwable failed) {
            counts.drops().add(DropReason.ENCODING_FAILED, 1);
            incidents.report("a span could not be encoded", failed);
        }
        if (out.array().length <= MAX_KEPT_SCRATCH_BYTES) {
            encoders.give(encoder);
        }
    }
}
