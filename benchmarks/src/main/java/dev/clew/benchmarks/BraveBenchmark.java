package dev.clew.benchmarks;

import brave.Span;
import brave.Tracer;
import brave.Tracing;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same shapes as {@link SpanBenchmark}, through Brave's own API; its attributes are strings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BraveBenchmark {
    private final Tracing on = Sdks.brave(true);
    private final Tracing off = Sdks.brave(false);
    private final Tracer sampled = on.tracer();
    private final Tracer unsampled = off.tracer();

    @TearDown
    public void stop() {
        on.close();
        off.close();
    }

    @Benchmark
    public Span bare() {
        Span span = sampled.nextSpan().name("bare").start();
        span.finish();
        return span;
    }

    @Benchmark
    public Span request() {
        Span server = sampled.nextSpan()
                .name("GET /orders/{id}")
                .kind(Span.Kind.SERVER)
                .tag("http.request.method", "GET")
                .tag("http.route", "/orders/{id}")
                .start();
        try (Tracer.SpanInScope ignored = sampled.withSpanInScope(server)) {
            Span query = sampled.nextSpan()
                    .name("SELECT orders")
                    .kind(Span.Kind.CLIENT)
                    .tag("db.system.name", "postgresql")
                    .tag("db.query.text", "SELECT * FROM orders WHERE id = ?")
                    .start();
            try (Tracer.SpanInScope alsoIgnored = sampled.withSpanInScope(query)) {
                query.annotate("retry");
                query.tag("db.response.returned_rows", "1");
                query.tag("cached", "false");
            } finally {
                query.finish();
            }
            server.tag("http.response.status_code", "200");
        } finally {
            server.finish();
        }
        return server;
    }

    @Benchmark
    public Span notSampled() {
        Span span = unsampled.nextSpan().name("not sampled").start();
        span.finish();
        return span;
    }
}
