package dev.clew.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of Jaeger's own clients: {@code uber-trace-id}, baggage in {@code uberctx-} headers, and {@code jaeger-baggage},
 * which people write by hand and which is read only.
 *
 * <pre>
 * uber-trace-id = trace-id ":" span-id ":" parent-span-id ":" flags      also percent-encoded as a whole
 * flags         = 1*2hex                                                 1 sampled, 2 debug
 * </pre>
 *
 * <p>Ids may lack their leading zeros; what is in the place of the parent is not looked at. Baggage has the limits of {@link
 * W3CBaggage}, its metadata is not sent. Threads: any. Allocates: nothing when the headers are absent.
 */
final class Jaeger extends GuardedPropagator {
    static final Jaeger INSTANCE = new Jaeger();
    private static final String TRACE = "uber-trace-id";
    private static final String BAGGAGE_LIST = "jaeger-baggage";
    private static final HeaderBaggage BAGGAGE = HeaderBaggage.percentEncoded("uberctx-");
    private static final List<String> FIELDS = List.of(TRACE);

    private static final int SAMPLED = 1;
    private static final int DEBUG = 2;

    // Each colon may be %3A.
    private static final int MAX_TRACE_LENGTH = 32 + 3 + 16 + 3 + 16 + 3 + 2;

    private Jaeger() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid()) {
            boolean debug = CallerDecision.in(context) == CallerDecision.DEBUG;
            int flags = debug ? SAMPLED | DEBUG : span.isSampled() ? SAMPLED : 0;
            setter.set(carrier, TRACE, span.getTraceId() + ':' + span.getSpanId() + ":0:" + flags);
        }
        BAGGAGE.write(Baggage.fromContext(context), carrier, setter);
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Context read = context;
        String trace = header(getter, carrier, TRACE);
        if (trace != null) {
            Context withSpan = trace.length() > MAX_TRACE_LENGTH ? null : readTrace(context, UrlText.decode(trace));
            if (withSpan == null) {
                ignored(TRACE, trace);
            } else {
                read = withSpan;
            }
        }
        BoundedBaggage baggage = BAGGAGE.read(carrier, getter, null);
        Iterator<String> lists = headers(getter, carrier, BAGGAGE_LIST);
        while (lists.hasNext()) {
            baggage = readList(lists.next(), baggage);
        }
        return baggage == null ? read : baggage.putInto(read);
    }

    private static @Nullable Context readTrace(Context context, @Nullable String header) {
        if (header == null) {
            return null;
        }
        int traceEnd = header.indexOf(':');
        int spanEnd = header.indexOf(':', traceEnd + 1);
        int parentEnd = header.indexOf(':', spanEnd + 1);
        if (traceEnd < 0 || spanEnd < 0 || parentEnd < 0) {
            return null;
        }
        String traceId = HexId.read(header, 0, traceEnd, HexId.TRACE);
        String spanId = HexId.read(header, traceEnd + 1, spanEnd, HexId.SPAN);
        int flags = flags(header, parentEnd + 1);
        if (traceId == null || spanId == null || flags < 0) {
            return null;
        }
        Context read = withParent(context, traceId, spanId, (flags & (SAMPLED | DEBUG)) != 0);
        return (flags & DEBUG) == 0 ? read : CallerDecision.DEBUG.putInto(read);
    }

    /** -1 if they are none. */
    private static int flags(String header, int from) {
        int digits = header.length() - from;
        if (digits < 1 || digits > 2) {
            return -1;
        }
        int flags = 0;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (!Ascii.isLowercaseHex(c)) {
                return -1;
            }
            flags = flags << 4 | Character.digit(c, 16);
        }
        return flags;
    }

    private static @Nullable BoundedBaggage readList(String list, @Nullable BoundedBaggage before) {
        if (list.length() > MAX_LENGTH) {
            ignored(BAGGAGE_LIST, list);
            return before;
        }
        BoundedBaggage baggage = before;
        int start = 0;
        int members = 0;
        while (start < list.length() && members < BaggageReader.MAX_ENTRIES) {
            int end = Ascii.indexOf(list, ',', start, list.length());
            int equals = Ascii.indexOf(list, '=', start, end);
            if (equals < end) {
                String key = BaggageText.trim(list, start, equals);
                String value = BaggageText.trim(list, equals + 1, end);
                baggage = BoundedBaggage.add(baggage, key, UrlText.decode(value));
            }
            members++;
            start = end + 1;
        }
        return baggage;
    }
}
