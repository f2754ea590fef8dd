package dev.clew.benchmarks;

import brave.Span;
import brave.Tracing;
import brave.baggage.BaggageField;
import brave.baggage.BaggagePropagation;
import brave.baggage.BaggagePropagationConfig.SingleBaggageField;
import brave.propagation.B3Propagation;
import brave.propagation.Propagation;
import brave.propagation.TraceContext;
import brave.propagation.TraceContextOrSamplingFlags;
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

/**
 * The shapes of {@link PropagationBenchmark} in Brave's own formats, as it has no W3C ones: B3 in a single header, which knows
 * no tracestate, and a header for each field of baggage, which comes with a B3 header always.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BravePropagationBenchmark {
    private static final Propagation.Factory B3 = B3Propagation.newFactoryBuilder()
            .injectFormat(B3Propagation.Format.SINGLE)
            .build();

    /** A peer's request, with this many fields of baggage. */
    @State(Scope.Benchmark)
    public static class Request {
        @Param({"0", "1", "10"})
        public int entries;

        final Tracing tracing = Sdks.brave(true);
        final Map<String, String> plain = Requests.plain();
        final Map<String, String> headers = Requests.plain();
        final Map<String, String> outgoing = Requests.plain();
        TraceContext.Extractor<Map<String, String>> extractor = B3.get().extractor(Map::get);
        TraceContext.Injector<Map<String, String>> injector = B3.get().injector(Map::put);
        TraceContext context = TraceContext.newBuilder().traceId(1).spanId(1).build();

        @Setup
        public void receive() {
            headers.put("b3", Requests.TRACE_ID + '-' + Requests.SPAN_ID + "-0");
            if (entries > 0) {
                useBaggage();
            }
            context = extractor.extract(headers).context();
        }

        private void useBaggage() {
            BaggagePropagation.FactoryBuilder fields = BaggagePropagation.newFactoryBuilder(B3);
            for (int i = 0; i < entries; i++) {
                fields.add(SingleBaggageField.remote(BaggageField.create("key" + i)));
                headers.put("key" + i, Requests.baggageValue(i));
            }
            extractor = fields.build().get().extractor(Map::get);
            injector = fields.build().get().injector(Map::put);
        }

        @TearDown
        public void stop() {
            tracing.close();
        }
    }

    @Benchmark
    public TraceContextOrSamplingFlags extract(Request request) {
        return request.extractor.extract(request.headers);
    }

    @Benchmark
    public Map<String, String> inject(Request request) {
        request.injector.inject(request.context, request.outgoing);
        return request.outgoing;
    }

    @Benchmark
    public Map<String, String> forward(Request request) {
        Span span = request.tracing
                .tracer()
                .nextSpan(request.extractor.extract(request.headers))
                .name("GET /orders/{id}")
                .kind(Span.Kind.SERVER)
                .start();
        request.injector.inject(span.context(), request.outgoing);
        span.finish();
        return request.outgoing;
    }

    @Benchmark
    public TraceContextOrSamplingFlags extractAbsent(Request request) {
        return request.extractor.extract(request.plain);
    }
}
