package dev.clew.propagation;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/**
 * The value of the header {@code traceparent}. Version 00, which is what we write:
 *
 * <pre>
 * 0  2 3                                35 36             52 53 55
 * 00 - 0af7651916cd43dd8448eb211c80319c -  b7ad6b7169203331 - 01
 * </pre>
 *
 * <p>A later version begins in the same way and may go on after another dash.
 */
final class Traceparent {
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;
    private static final int LENGTH = 55;

    // Sampled and random. Level 2 defines no other bit, and wants the others written as zero.
    private static final int KNOWN_FLAGS = 0b11;
    private static final TraceFlags[] FLAGS_BY_BITS = {
        TraceFlags.fromByte((byte) 0),
        TraceFlags.fromByte((byte) 1),
        TraceFlags.fromByte((byte) 2),
        TraceFlags.fromByte((byte) 3)
    };

    private Traceparent() {}

    static String format(SpanContext span) {
        int bits = span.getTraceFlags().asByte() & KNOWN_FLAGS;
        return "00-" + span.getTraceId() + '-' + span.getSpanId() + "-0" + (char) ('0' + bits);
    }

    /** The span that sent a well-formed header; invalid if one of its ids is not lower-case hex or all zero. */
    static SpanContext parse(String header, TraceState state) {
        return SpanContext.createFromRemoteParent(
                header.substring(TRACE_ID, SPAN_ID - 1),
                header.substring(SPAN_ID, FLAGS - 1),
                FLAGS_BY_BITS[Character.digit(header.charAt(FLAGS + 1), 16) & KNOWN_FLAGS],
                state);
    }

    /** Whether all but the ids is as it should be. */
    static boolean isWellFormed(String header) {
        int length = header.length();
        return length >= LENGTH
                && isVersion(header, length)
                && header.charAt(TRACE_ID - 1) == '-'
                && header.charAt(SPAN_ID - 1) == '-'
                && header.charAt(FLAGS - 1) == '-'
                && Ascii.isLowercaseHex(header.charAt(FLAGS))
                && Ascii.isLowercaseHex(header.charAt(FLAGS + 1));
    }

    private static boolean isVersion(String header, int length) {
        char high = header.charAt(0);
        char low = header.charAt(1);
        if (high == '0' && low == '0') {
            return length == LENGTH;
        }
        boolean forbidden = high == 'f' && low == 'f';
        return Ascii.isLowercaseHex(high)
                && Ascii.isLowercaseHex(low)
                && !forbidden
                && (length == LENGTH || header.charAt(LENGTH) == '-');
    }
}
