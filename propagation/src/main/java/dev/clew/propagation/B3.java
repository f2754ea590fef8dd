package dev.clew.propagation;

import static dev.clew.propagation.CallerDecision.DEBUG;
import static dev.clew.propagation.CallerDecision.DENY;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads B3, Zipkin's format, in either form, whichever is written: {@code b3} first, then the {@code X-B3-} headers where that
 * one is missing or malformed.
 *
 * <pre>
 * b3 = trace-id "-" span-id [ "-" state [ "-" parent-span-id ] ]  /  state
 * </pre>
 *
 * <p>Ids have 16 or 32 digits. A state without ids, and the debug state, become a {@link CallerDecision}. The parent's parent is
 * not looked at: OpenTelemetry does not share a span between both sides of a call. No state counts as not sampled.
 */
abstract class B3 extends GuardedPropagator {
    static final String SINGLE = "b3";
    static final String TRACE_ID = "X-B3-TraceId";
    static final String SPAN_ID = "X-B3-SpanId";
    static final String SAMPLED = "X-B3-Sampled";
    static final String FLAGS = "X-B3-Flags";

    // Two ids of full length, a state in a word, the parent's id.
    private static final int MAX_SINGLE_LENGTH = 32 + 1 + 16 + 1 + 5 + 1 + 16;

    @Override
    final <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String single = header(getter, carrier, SINGLE);
        if (single != null) {
            Context read = readSingle(context, single);
            if (read != null) {
                return read;
            }
            ignored(SINGLE, single);
        }
        return readMulti(context, carrier, getter);
    }

    private static @Nullable Context readSingle(Context context, String header) {
        if (header.length() == 1) {
            CallerDecision decision = CallerDecision.read(header, 0, 1);
            return decision == null ? null : decision.putInto(context);
        }
        int traceEnd = header.indexOf('-');
        int spanEnd = traceEnd + 1 + HexId.SPAN;
        if (header.length() < spanEnd || header.length() > MAX_SINGLE_LENGTH) {
            return null;
        }
        if (spanEnd == header.length()) {
            return withIds(context, header, traceEnd, null);
        }
        int stateEnd = endOfPart(header, spanEnd + 1);
        CallerDecision decision = CallerDecision.read(header, spanEnd + 1, stateEnd);
        boolean ends = stateEnd == header.length() || endOfPart(header, stateEnd + 1) == header.length();
        return header.charAt(spanEnd) == '-' && decision != null && ends
                ? withIds(context, header, traceEnd, decision)
                : null;
    }

    private static int endOfPart(String header, int from) {
        int dash = header.indexOf('-', from);
        return dash < 0 ? header.length() : dash;
    }

    private static @Nullable Context withIds(
            Context context, String header, int traceEnd, @Nullable CallerDecision decision) {
        String traceId = traceId(header, traceEnd);
        String spanId = HexId.read(header, traceEnd + 1, traceEnd + 1 + HexId.SPAN, HexId.SPAN);
        return traceId == null || spanId == null ? null : withParent(context, traceId, spanId, decision);
    }

    private static <C> Context readMulti(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String trace = header(getter, carrier, TRACE_ID);
        String span = header(getter, carrier, SPAN_ID);
        CallerDecision decision = readDecision(carrier, getter);
        if (trace == null && span == null) {
            return decision == null ? context : decision.putInto(context);
        }
        String traceId = trace == null ? null : traceId(trace, trace.length());
        String spanId =
                span == null || span.length() != HexId.SPAN ? null : HexId.read(span, 0, HexId.SPAN, HexId.SPAN);
        if (traceId == null || spanId == null) {
            ignored(TRACE_ID, trace);
            ignored(SPAN_ID, span);
            return context;
        }
        return withParent(context, traceId, spanId, decision);
    }

    private static <C> @Nullable CallerDecision readDecision(@Nullable C carrier, TextMapGetter<C> getter) {
        if ("1".equals(header(getter, carrier, FLAGS))) {
            return DEBUG;
        }
        String sampled = header(getter, carrier, SAMPLED);
        return sampled == null ? null : CallerDecision.read(sampled, 0, sampled.length());
    }

    private static @Nullable String traceId(String text, int to) {
        return to == HexId.TRACE || to == HexId.SPAN ? HexId.read(text, 0, to, HexId.TRACE) : null;
    }

    private static Context withParent(
            Context context, String traceId, String spanId, @Nullable CallerDecision decision) {
        Context read = withParent(context, traceId, spanId, decision != null && decision != DENY);
        return decision == DEBUG ? DEBUG.putInto(read) : read;
    }
}
