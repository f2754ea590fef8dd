package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Threads;

/** The same on virtual threads, which JMH makes itself. Needs JDK 21; {@code benchmarks/run} leaves it out before. */
@Fork(
        value = 3,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Djmh.executor=VIRTUAL"})
public class VirtualThreadBenchmark extends SdkBenchmark {
    @Benchmark
    @Spans(1)
    public Object bare() {
        return shapes.bare();
    }

    @Benchmark
    @Spans(2)
    public Object request() {
        return shapes.request();
    }

    /** Four virtual threads share the processors. */
    @Benchmark
    @Spans(2)
    @Threads(4)
    public Object requestOn4() {
        return shapes.request();
    }
}
