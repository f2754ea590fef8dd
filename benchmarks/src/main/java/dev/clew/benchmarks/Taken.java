package dev.clew.benchmarks;

import java.util.concurrent.atomic.LongAdder;

/**
 * Spans that the exporters of this process have taken: what is missing from the spans that were made has been dropped. One count
 * for a process, since JMH measures one SDK in each and makes its profilers itself. Threads: any.
 */
final class Taken {
    private static final LongAdder SPANS = new LongAdder();

    private Taken() {}

    static void add(long spans) {
        SPANS.add(spans);
    }

    static long spans() {
        return SPANS.sum();
    }
}
