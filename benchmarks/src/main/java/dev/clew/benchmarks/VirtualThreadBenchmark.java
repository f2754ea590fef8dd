package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * The same on a virtual thread, which JMH makes itself. Needs JDK 21; {@code benchmarks/run} leaves it out before. On one: four that never
 * block can keep JMH's own waiting for ever on two processors.
 */
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
}
