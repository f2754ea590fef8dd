package dev.clew.benchmarks;

import dev.clew.propagation.W3CBaggage;
import dev.clew.propagation.W3CTraceContext;
import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Context read from the headers of a request, and written to those of the next: W3C Trace Context and W3C Baggage. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PropagationBenchmark {

    /** Whose propagators, and with {@link #forward} also whose spans. */
    public enum Sdk {
        OPENTELEMETRY,
        CLEW;

        TextMapPropagator trace() {
            return this == CLEW ? W3CTraceContext.propagator() : W3CTraceContextPropagator.getInstance();
        }

        TextMapPropagator baggage() {
            return this == CLEW ? W3CBaggage.propagator() : W3CBaggagePropagator.getInstance();
        }
    }

    /** A request without any context: what each one from outside costs. */
    @State(Scope.Benchmark)
    public static class PlainRequest {
        @Param
        public Sdk sdk = Sdk.CLEW;

        final Map<String, String> headers = Requests.plain();
    }

    /** A request of a traced peer. */
    @State(Scope.Benchmark)
    public static class TracedRequest {
        @Param
        public Sdk sdk = Sdk.CLEW;

        @Param({"0", "3", "32"})
        public int members = 3;

        final Map<String, String> outgoing = Requests.plain();
        Map<String, String> headers = Map.of();
        Context context = Context.root();

        @Setup
        public void receive() {
            headers = Requests.traced(members);
            context = sdk.trace().extract(Context.root(), headers, Requests.GETTER);
        }
    }

    /** The tracer of the same SDK. */
    @State(Scope.Benchmark)
    public static class Service {
        Tracer tracer = TracerProvider.noop().get("http");
        AutoCloseable toClose = () -> {};

        @Setup
        public void start(TracedRequest request) {
            if (request.sdk == Sdk.CLEW) {
                ClewSdk clew = Sdks.clew(true);
                tracer = clew.getTracerProvider().get("http");
                toClose = clew;
            } else {
                SdkTracerProvider theirs = Sdks.openTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
                tracer = theirs.get("http");
                toClose = theirs;
            }
        }

        @TearDown
        public void stop() throws Exception {
            toClose.close();
        }
    }

    /** A request with baggage. */
    @State(Scope.Benchmark)
    public static class BaggageRequest {
        @Param
        public Sdk sdk = Sdk.CLEW;

        @Param({"1", "10"})
        public int entries = 1;

        final Map<String, String> outgoing = Requests.plain();
        Map<String, String> headers = Map.of();
        Context context = Context.root();

        @Setup
        public void receive() {
            headers = Requests.withBaggage(entries);
            context = sdk.baggage().extract(Context.root(), headers, Requests.GETTER);
        }
    }

    @Benchmark
    public Context extract(TracedRequest request) {
        return request.sdk.trace().extract(Context.root(), request.headers, Requests.GETTER);
    }

    @Benchmark
    public Map<String, String> inject(TracedRequest request) {
        request.sdk.trace().inject(request.context, request.outgoing, Requests.SETTER);
        return request.outgoing;
    }

    /** What laziness must not make dearer: extract, a span under what was extracted (not sampled, as its parent), inject. */
    @Benchmark
    public Map<String, String> forward(TracedRequest request, Service service) {
        Context received = request.sdk.trace().extract(Context.root(), request.headers, Requests.GETTER);
        Span span = service.tracer
                .spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setParent(received)
                .startSpan();
        request.sdk.trace().inject(received.with(span), request.outgoing, Requests.SETTER);
        span.end();
        return request.outgoing;
    }

    @Benchmark
    public Context extractAbsent(PlainRequest request) {
        return request.sdk.trace().extract(Context.root(), request.headers, Requests.GETTER);
    }

    @Benchmark
    public Context extractBaggageAbsent(PlainRequest request) {
        return request.sdk.baggage().extract(Context.root(), request.headers, Requests.GETTER);
    }

    @Benchmark
    public Context extractBaggage(BaggageRequest request) {
        return request.sdk.baggage().extract(Context.root(), request.headers, Requests.GETTER);
    }

    @Benchmark
    public Map<String, String> injectBaggage(BaggageRequest request) {
        request.sdk.baggage().inject(request.context, request.outgoing, Requests.SETTER);
        return request.outgoing;
    }

    /** What the API asks of any {@link #extract}: two look-ups, and three objects around what was not even parsed. */
    @Benchmark
    public Context floor(ParsedRequest request) {
        String traceparent = Requests.GETTER.get(request.headers, "traceparent");
        String tracestate = Requests.GETTER.get(request.headers, "tracestate");
        if (traceparent == null || tracestate == null) {
            return Context.root();
        }
        return Context.root().with(Span.wrap(request.parent));
    }

    /** The same with OpenTelemetry's span context, made of ids that are strings already. */
    @Benchmark
    public Context floorWithSpanContext(ParsedRequest request) {
        String traceparent = Requests.GETTER.get(request.headers, "traceparent");
        String tracestate = Requests.GETTER.get(request.headers, "tracestate");
        if (traceparent == null || tracestate == null) {
            return Context.root();
        }
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        request.traceId, request.spanId, TraceFlags.getDefault(), TraceState.getDefault())));
    }

    /** A request that somebody else has read. */
    @State(Scope.Benchmark)
    public static class ParsedRequest {
        final Map<String, String> headers = Requests.traced(3);
        final String traceId = Requests.TRACE_ID;
        final String spanId = Requests.SPAN_ID;
        final SpanContext parent =
                SpanContext.createFromRemoteParent(traceId, spanId, TraceFlags.getDefault(), TraceState.getDefault());
    }
}
