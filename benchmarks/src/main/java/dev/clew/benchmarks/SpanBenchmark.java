package dev.clew.benchmarks;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a span costs the thread that makes it, through the OpenTelemetry API. Clew's figures include the encoding. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SpanBenchmark {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");
    private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("cached");
    private static final Attributes EVENT = Attributes.of(AttributeKey.longKey("attempt"), 1L);

    /** Which SDK stands behind the API. */
    public enum Sdk {
        NOOP,
        OPENTELEMETRY,
        CLEW
    }

    @Param
    public Sdk sdk = Sdk.NOOP;

    private AutoCloseable toClose = () -> {};
    private Tracer sampled = TracerProvider.noop().get("http");
    private Tracer inner = TracerProvider.noop().get("jdbc");
    private Tracer unsampled = TracerProvider.noop().get("http");

    @Setup
    public void start() {
        switch (sdk) {
            case NOOP -> {}
            case OPENTELEMETRY -> {
                SdkTracerProvider on = Sdks.openTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
                SdkTracerProvider off = Sdks.openTelemetry(Sampler.parentBased(Sampler.alwaysOff()));
                use(on, off);
                toClose = () -> {
                    on.close();
                    off.close();
                };
            }
            case CLEW -> {
                ClewSdk on = Sdks.clew(true);
                ClewSdk off = Sdks.clew(false);
                use(on.getTracerProvider(), off.getTracerProvider());
                toClose = () -> {
                    on.close();
                    off.close();
                };
            }
        }
    }

    private void use(TracerProvider on, TracerProvider off) {
        sampled = on.get("http");
        inner = on.get("jdbc");
        unsampled = off.get("http");
    }

    @TearDown
    public void stop() throws Exception {
        toClose.close();
    }

    /** Start and end. */
    @Benchmark
    public Span bare() {
        Span span = sampled.spanBuilder("bare").startSpan();
        span.end();
        return span;
    }

    /** Two spans, seven attributes, an event, two scopes: what a small request makes. */
    @Benchmark
    public Span request() {
        Span server = sampled.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, "GET")
                .setAttribute(ROUTE, "/orders/{id}")
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            Span query = inner.spanBuilder("SELECT orders")
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute(SYSTEM, "postgresql")
                    .setAttribute(STATEMENT, "SELECT * FROM orders WHERE id = ?")
                    .startSpan();
            try (Scope alsoIgnored = query.makeCurrent()) {
                query.addEvent("retry", EVENT);
                query.setAttribute(ROWS, 1L);
                query.setAttribute(CACHED, false);
            } finally {
                query.end();
            }
            server.setAttribute(STATUS, 200L);
        } finally {
            server.end();
        }
        return server;
    }

    /** A root that the sampler drops. */
    @Benchmark
    public Span notSampled() {
        Span span = unsampled.spanBuilder("not sampled").startSpan();
        span.end();
        return span;
    }
}
