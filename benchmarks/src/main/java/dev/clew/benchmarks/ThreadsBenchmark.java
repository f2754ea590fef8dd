package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/**
 * The same on 2 and 4 threads, beside {@link SpanBenchmark} on 1: what one operation takes of one thread's time. The exporting
 * thread wants a processor too: with as many callers as processors it competes with them.
 */
public class ThreadsBenchmark extends SdkBenchmark {
    @Benchmark
    @Spans(1)
    @Threads(2)
    public Object bareOn2() {
        return shapes.bare();
    }

    @Benchmark
    @Spans(1)
    @Threads(4)
    public Object bareOn4() {
        return shapes.bare();
    }

    @Benchmark
    @Spans(2)
    @Threads(2)
    public Object requestOn2() {
        return shapes.request();
    }

    @Benchmark
    @Spans(2)
    @Threads(4)
    public Object requestOn4() {
        return shapes.request();
    }
}
