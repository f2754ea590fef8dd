package dev.clew.propagation;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;

/**
 * A span as the bytes of gRPC's {@code grpc-trace-bin} metadata, the binary format of OpenCensus:
 *
 * <pre>
 * 0        1 2                 18 19        27 28
 * version  0 trace id          1  span id   2  options
 * </pre>
 *
 * <p>A field is its number and its bytes, so that a reader stops at one that it does not know. Threads: any.
 */
public final class BinarySpanContext {
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = TRACE_ID + 1 + 16;
    private static final int OPTIONS = SPAN_ID + 1 + 8;
    private static final int LENGTH = OPTIONS + 2;

    private static final byte VERSION = 0;
    private static final byte TRACE_ID_FIELD = 0;
    private static final byte SPAN_ID_FIELD = 1;
    private static final byte OPTIONS_FIELD = 2;

    private BinarySpanContext() {}

    /** The 29 bytes for {@code span}, whose tracestate they have no place for. */
    public static byte[] encode(SpanContext span) {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = VERSION;
        bytes[TRACE_ID] = TRACE_ID_FIELD;
        System.arraycopy(span.getTraceIdBytes(), 0, bytes, TRACE_ID + 1, 16);
        bytes[SPAN_ID] = SPAN_ID_FIELD;
        System.arraycopy(span.getSpanIdBytes(), 0, bytes, SPAN_ID + 1, 8);
        bytes[OPTIONS] = OPTIONS_FIELD;
        bytes[OPTIONS + 1] = (byte) (span.isSampled() ? 1 : 0);
        return bytes;
    }

    /**
     * The remote span that the bytes stand for; the invalid one if they are malformed or of another version. Without options
     * it is not sampled. Never throws.
     */
    public static SpanContext decode(byte[] bytes) {
        boolean wellFormed = bytes.length >= OPTIONS
                && bytes[0] == VERSION
                && bytes[TRACE_ID] == TRACE_ID_FIELD
                && bytes[SPAN_ID] == SPAN_ID_FIELD;
        if (!wellFormed) {
            return SpanContext.getInvalid();
        }
        boolean hasOptions = bytes.length > OPTIONS && bytes[OPTIONS] == OPTIONS_FIELD;
        if (hasOptions && bytes.length < LENGTH) {
            return SpanContext.getInvalid();
        }
        SpanContext span = SpanContext.createFromRemoteParent(
                TraceId.fromBytes(copy(bytes, TRACE_ID + 1, 16)),
                SpanId.fromBytes(copy(bytes, SPAN_ID + 1, 8)),
                hasOptions && (bytes[OPTIONS + 1] & 1) != 0 ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
        return span.isValid() ? span : SpanContext.getInvalid();
    }

    private static byte[] copy(byte[] bytes, int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, from, part, 0, length);
        return part;
    }
}
