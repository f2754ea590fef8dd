package dev.clew.sdk.trace;

import dev.clew.sdk.sampling.ParentState;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/**
 * Who a span is, in numbers. The hex strings of a {@link SpanContext} are made when somebody asks for one, and kept.
 *
 * <p>A child keeps its parent's identity and never the parent, so that a long chain of spans does not stay in memory. Threads:
 * immutable but for the cached context, which any thread may make; two are equal.
 */
class SpanIdentity {
    static final byte SAMPLED = 1;
    static final byte RANDOM = 1 << 1;

    final long traceIdHigh;
    final long traceIdLow;
    final long spanId;
    final byte flags;
    final TraceState traceState;
    private @Nullable SpanContext context;

    SpanIdentity(long traceIdHigh, long traceIdLow, long spanId, byte flags, TraceState traceState) {
        this.traceIdHigh = traceIdHigh;
        this.traceIdLow = traceIdLow;
        this.spanId = spanId;
        this.flags = flags;
        this.traceState = traceState;
    }

    private SpanIdentity(SpanContext context) {
        String traceId = context.getTraceId();
        this.traceIdHigh = OtelEncodingUtils.longFromBase16String(traceId, 0);
        this.traceIdLow = OtelEncodingUtils.longFromBase16String(traceId, 16);
        this.spanId = OtelEncodingUtils.longFromBase16String(context.getSpanId(), 0);
        this.flags = context.getTraceFlags().asByte();
        this.traceState = context.getTraceState();
        this.context = context;
    }

    /** The identity of a span that is not ours; the context must be valid. */
    static SpanIdentity of(SpanContext context) {
        return new SpanIdentity(context);
    }

    final boolean isSampled() {
        return (flags & SAMPLED) != 0;
    }

    /** The span is in another process: only such identities are made from a context, so no field says it. */
    final boolean isRemote() {
        SpanContext known = context;
        return known != null && known.isRemote();
    }

    final ParentState asParent() {
        return ParentState.of(isRemote(), isSampled());
    }

    final SpanContext context() {
        SpanContext known = context;
        if (known == null) {
            known = SpanContext.create(traceIdHex(), hex(spanId), TraceFlags.fromByte(flags), traceState);
            context = known;
        }
        return known;
    }

    final String traceIdHex() {
        char[] chars = new char[32];
        OtelEncodingUtils.longToBase16String(traceIdHigh, chars, 0);
        OtelEncodingUtils.longToBase16String(traceIdLow, chars, 16);
        return new String(chars);
    }

    private static String hex(long id) {
        char[] chars = new char[16];
        OtelEncodingUtils.longToBase16String(id, chars, 0);
        return new String(chars);
    }
}
