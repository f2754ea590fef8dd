package dev.clew.sdk.trace;

import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.frame.LateFrame;
import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.frame.ThreadSlots;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.SpanCounts;

/**
 * Turns an ended span into a published frame; leaves it to the drain where stack traces are yet to become text.
 *
 * <p>Threads: the thread that ends the span, and the drain. Allocates: nothing while an encoder is free. When full: the span is dropped and
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
        try {
            if (canWait(span) && stripes.publishLate(new Late(this, span, SpanEncoder.flags(span)))) {
                return;
            }
        } catch (Throwable failed) {
            drop(failed);
            return;
        }
        encode(span);
    }

    // Stack traces become text on the drain. It runs no foreign code: what encoding asks besides must be of known
    // classes.
    private static boolean canWait(RecordingSpan span) {
        SpanDetails details = span.details();
        return details != null
                && details.isWaiting()
                && isKnown(span.identity().traceState)
                && details.links().stream()
                        .map(RecordedLink::context)
                        .allMatch(context -> isKnown(context) && isKnown(context.getTraceState()));
    }

    private static boolean isKnown(Object part) {
        return part.getClass().getName().startsWith("io.opentelemetry.api.");
    }

    private void encode(RecordingSpan span) {
        SpanEncoder free = encoders.take();
        SpanEncoder encoder = free != null ? free : new SpanEncoder(new OtlpWriter(SCRATCH_BYTES));
        OtlpWriter out = encoder.out();
        try {
            out.reset(FrameLayout.MESSAGE);
            int flags = encode(span, encoder);
            if (!stripes.publish(out, flags)) {
                counts.drops().add(stripes.isClosed() ? DropReason.SHUTDOWN : DropReason.RING_FULL, 1);
            }
        } catch (Throwable failed) {
            drop(failed);
        }
        if (out.array().length <= MAX_KEPT_SCRATCH_BYTES) {
            encoders.give(encoder);
        }
    }

    private static int encode(RecordingSpan span, SpanEncoder encoder) {
        boolean said = span.discarded();
        int flags = encoder.encode(span);
        if (!said && span.discarded()) {
            // Only now is it known that a stack trace has no room.
            span.tracer().provider().reportDiscards(span);
        }
        return flags;
    }

    private void drop(Throwable failed) {
        counts.drops().add(DropReason.ENCODING_FAILED, 1);
        reportFailure(failed);
    }

    private void reportFailure(Throwable failed) {
        incidents.report("a span could not be encoded", failed);
    }

    /** A span whose stack traces become text on the drain; the flags are those of the thread that ended it. */
    private record Late(SpanRecorder recorder, RecordingSpan span, int flags) implements LateFrame {
        @Override
        public int writeTo(OtlpWriter scratch) {
            try {
                int unused = encode(span, new SpanEncoder(scratch));
                return flags;
            } catch (Throwable failed) {
                recorder.reportFailure(failed);
                return FAILED;
            }
        }
    }
}
