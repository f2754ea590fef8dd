package dev.clew.exporter.console;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans that wait for the rest of their trace in this process. When full: the trace that has waited longest is given out.
 * Threads: one at a time.
 */
final class HeldTraces {
    /** How many traces are remembered as given out, so that late spans can be told to be late. */
    private static final int MAX_REMEMBERED = 1_000;

    private final int maxSpans;
    private final Map<String, List<SpanData>> held = new LinkedHashMap<>();
    private final Map<String, Boolean> givenOut = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private int spans;

    HeldTraces(int maxSpans) {
        this.maxSpans = maxSpans;
    }

    void add(SpanData span) {
        held.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
        spans++;
    }

    boolean wasGivenOut(String traceId) {
        return givenOut.containsKey(traceId);
    }

    /** Gives out the trace's spans, or null when none are held. */
    @Nullable
    List<SpanData> take(String traceId) {
        List<SpanData> taken = held.remove(traceId);
        if (taken != null) {
            spans -= taken.size();
            givenOut.put(traceId, true);
        }
        return taken;
    }

    /** The trace that has waited longest, when more spans are held than may be; null otherwise. */
    @Nullable
    String overdue() {
        return spans > maxSpans ? oldest() : null;
    }

    /** The trace that has waited longest, or null when none are held. */
    @Nullable
    String oldest() {
        Iterator<String> traceIds = held.keySet().iterator();
        return traceIds.hasNext() ? traceIds.next() : null;
    }
}
