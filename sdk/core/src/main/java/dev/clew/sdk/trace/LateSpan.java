package dev.clew.sdk.trace;

import dev.clew.sdk.frame.LateFrame;
import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.telemetry.Incidents;

/**
 * A span whose stack traces become text on the drain.
 *
 * @param flags the frame's, which are those of the thread that ended the span
 */
record LateSpan(RecordingSpan span, int flags, Incidents incidents) implements LateFrame {

    /**
     * Whether the span has stack traces that are yet to become text. The drain runs no foreign code: what encoding asks besides must
     * be of known classes.
     */
    static boolean canWait(RecordingSpan span) {
        SpanDetails details = span.details();
        return details != null
                && details.isWaiting()
                && isKnown(span.identity().traceState)
                && details.links().stream()
                        .map(RecordedLink::context)
                        .allMatch(context -> isKnown(context) && isKnown(context.getTraceState()));
    }

    private static boolean isKnown(Object part) {
        String name = part.getClass().getName();
        return name.startsWith("io.opentelemetry.api.") || name.startsWith("dev.clew.propagation.");
    }

    @Override
    public int writeTo(OtlpWriter scratch) {
        try {
            new SpanEncoder(scratch).encode(span);
            return flags;
        } catch (Throwable failed) {
            incidents.report(SpanEncoder.FAILED, failed);
            return LateFrame.FAILED;
        }
    }
}
