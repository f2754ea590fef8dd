package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A span context in OpenCensus's binary format, which {@code grpc-trace-bin} carries:
 *
 * <pre>
 * byte   0        version, 0
 * bytes  1 - 17   field 0: the trace id
 * bytes 18 - 26   field 1: the span id
 * bytes 27 - 28   field 2: the options, of which bit 0 says sampled; may be left out
 * </pre>
 */
final class TraceBin {
    static final Metadata.Key<byte[]> KEY = Metadata.Key.of("grpc-trace-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 18;
    private static final int OPTIONS = 27;
    private static final int BYTES = 29;

    private TraceBin() {}

    static byte[] encode(SpanContext context) {
        byte[] bytes = new byte[BYTES];
        System.arraycopy(context.getTraceIdBytes(), 0, bytes, TRACE_ID + 1, SPAN_ID - TRACE_ID - 1);
        bytes[SPAN_ID] = 1;
        System.arraycopy(context.getSpanIdBytes(), 0, bytes, SPAN_ID + 1, OPTIONS - SPAN_ID - 1);
        bytes[OPTIONS] = 2;
        bytes[OPTIONS + 1] = (byte) (context.isSampled() ? 1 : 0);
        return bytes;
    }

    /** The remote context, or null for bytes that are none. What follows the three fields is of a later version, and not read. */
    static @Nullable SpanContext decode(byte[] bytes) {
        boolean hasOptions = bytes.length > OPTIONS && bytes[OPTIONS] == 2;
        if (bytes.length < (hasOptions ? BYTES : OPTIONS)
                || bytes[0] != 0
                || bytes[TRACE_ID] != 0
                || bytes[SPAN_ID] != 1) {
            return null;
        }
        boolean sampled = hasOptions && (bytes[OPTIONS + 1] & 1) != 0;
        SpanContext context = SpanContext.createFromRemoteParent(
                HexFormat.of().formatHex(bytes, TRACE_ID + 1, SPAN_ID),
                HexFormat.of().formatHex(bytes, SPAN_ID + 1, OPTIONS),
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
        return context.isValid() ? context : null;
    }
}
