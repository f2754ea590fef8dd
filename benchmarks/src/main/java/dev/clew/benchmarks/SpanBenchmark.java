package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** What a span costs the thread that makes it. Clew's figures include the encoding. */
public class SpanBenchmark extends SdkBenchmark {
    private final Throwable thrown = DeepException.create();

    @Benchmark
    @Spans(1)
    public Object bare() {
        return shapes.bare();
    }

    @Benchmark
    @Spans(1)
    public Object child() {
        return shapes.child();
    }

    @Benchmark
    @Spans(1)
    public Object event() {
        return shapes.event();
    }

    @Benchmark
    @Spans(1)
    public Object link() {
        return shapes.link();
    }

    /** Flat out: faster than any other thread could render stack traces. {@link ExceptionBenchmark} does it in bursts. */
    @Benchmark
    @Spans(1)
    public Object exception() {
        return shapes.exception(thrown);
    }

    @Benchmark
    @Spans(2)
    public Object request() {
        return shapes.request();
    }

    @Benchmark
    @Spans(2)
    public Object requestOfNewTexts() {
        return shapes.requestOfNewTexts();
    }

    @Benchmark
    public Object notSampled() {
        return shapes.notSampled();
    }

    @Benchmark
    public Object childOfUnsampled() {
        return shapes.childOfUnsampled();
    }

    @Benchmark
    @Spans(1)
    public Object large() {
        return shapes.large();
    }

    @Benchmark
    public Object scope() {
        return shapes.scope();
    }
}
