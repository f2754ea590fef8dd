package dev.clew.benchmarks.endtoend;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has arrived so far. Threads: any. */
final class Arrivals {
    private final LongAdder spans = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final boolean checkIds;
    private final long delayNanos;

    /**
     * Counts nothing yet.
     *
     * @param checkIds to count a span that arrives twice once; costs memory for each span
     * @param delayNanos how long each request waits before it is taken
     */
    Arrivals(boolean checkIds, long delayNanos) {
        this.checkIds = checkIds;
        this.delayNanos = delayNanos;
    }

    /**
     * Takes one request, after the delay.
     *
     * @param wireBytes its length as it came, compressed or not
     */
    void take(byte[] request, int wireBytes) {
        Rest.nanos(delayNanos);
        spans.add(new ExportRequest(request, id -> {
                    if (checkIds) {
                        seen.add(id);
                    }
                })
                .countSpans());
        requests.increment();
        bytes.add(wireBytes);
    }

    /** The figures so far. */
    Figures figures() {
        Figures figures = new Figures();
        figures.put("spans", spans.sum());
        figures.put("distinct", checkIds ? seen.size() : spans.sum());
        figures.put("requests", requests.sum());
        figures.put("bytes", bytes.sum());
        return figures;
    }
}
