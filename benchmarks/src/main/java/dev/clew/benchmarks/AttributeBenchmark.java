package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A span with attributes, set after its start. */
public class AttributeBenchmark extends SdkBenchmark {
    @Param({"1", "4", "10", "17"})
    public int count;

    @Benchmark
    @Spans(1)
    public Object attributes() {
        return shapes.attributes(count);
    }
}
