package dev.clew.viewer;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest traces, in memory. A trace is as new as its newest span.
 *
 * <p>Threads: any. When full: the oldest traces go, whole, and their spans are counted as evicted.
 */
final class TraceStore {
    private final int maxSpans;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock; oldest first.
    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private final Map<String, Trace> unseen = new LinkedHashMap<>();
    private int spans;
    private long received;
    private long evicted;

    TraceStore(int maxSpans) {
        this.maxSpans = maxSpans;
    }

    /** Adds spans that came at the given time, on any clock that only goes forward. */
    void add(List<SpanData> newSpans, long nowNanos) {
        lock.lock();
        try {
            for (SpanData span : newSpans) {
                Trace trace = traces.remove(span.getTraceId());
                if (trace == null) {
                    trace = new Trace();
                }
                trace.spans.add(span);
                trace.lastNanos = nowNanos;
                traces.put(span.getTraceId(), trace);
                unseen.remove(span.getTraceId());
                unseen.put(span.getTraceId(), trace);
            }
            spans += newSpans.size();
            received += newSpans.size();
            evict();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a trace with spans that have not been taken yet, the last of which came before the given time; null if none has. */
    @Nullable
    List<SpanData> takeQuietSince(long nanos) {
        lock.lock();
        try {
            Iterator<Trace> oldestFirst = unseen.values().iterator();
            if (!oldestFirst.hasNext()) {
                return null;
            }
            Trace oldest = oldestFirst.next();
            if (oldest.lastNanos - nanos > 0) {
                return null;
            }
            oldestFirst.remove();
            return List.copyOf(oldest.spans);
        } finally {
            lock.unlock();
        }
    }

    /** The spans of the trace; empty when it is not there, or not any more. */
    List<SpanData> trace(String traceId) {
        lock.lock();
        try {
            Trace trace = traces.get(traceId);
            return trace == null ? List.of() : List.copyOf(trace.spans);
        } finally {
            lock.unlock();
        }
    }

    /** The newest traces, newest first, at most so many. */
    List<List<SpanData>> newest(int count) {
        lock.lock();
        try {
            Deque<Trace> last = new ArrayDeque<>();
            for (Trace trace : traces.values()) {
                last.addFirst(trace);
                if (last.size() > count) {
                    last.removeLast();
                }
            }
            return last.stream().map(trace -> List.copyOf(trace.spans)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** What there is and was. */
    Totals totals() {
        lock.lock();
        try {
            return new Totals(traces.size(), spans, received, evicted);
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        Iterator<Map.Entry<String, Trace>> oldestFirst = traces.entrySet().iterator();
        while (spans > maxSpans) {
            Map.Entry<String, Trace> oldest = oldestFirst.next();
            oldestFirst.remove();
            unseen.remove(oldest.getKey());
            spans -= oldest.getValue().spans.size();
            evicted += oldest.getValue().spans.size();
        }
    }

    /**
     * What the store has, and has had.
     *
     * @param traces now kept
     * @param spans now kept
     * @param received spans since the start
     * @param evicted spans that were received and have made room for newer ones
     */
    record Totals(int traces, int spans, long received, long evicted) {
        @Override
        public String toString() {
            return "traces " + traces + ", spans " + spans + ", spans received " + received + ", evicted " + evicted;
        }
    }

    private static final class Trace {
        final List<SpanData> spans = new ArrayList<>();
        long lastNanos;
    }
}
