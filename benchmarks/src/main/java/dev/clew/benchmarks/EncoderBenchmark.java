package dev.clew.benchmarks;

import dev.clew.sdk.trace.EncoderAlone;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a span that has ended to the bytes of OTLP, alone: Clew's encoder beside the marshaler that OpenTelemetry's exporters use by
 * default, on a batch as large as theirs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
public class EncoderBenchmark {
    private static final int SPANS = 512;

    @Param({"OPENTELEMETRY", "CLEW"})
    public Sdk sdk = Sdk.CLEW;

    @Param
    public Ended span = Ended.BARE;

    private Encoding encoding = () -> 0;

    /** Encodes all spans; answers how many bytes that made. */
    private interface Encoding {
        int run() throws IOException;
    }

    @Setup
    public void prepare() {
        encoding = sdk == Sdk.CLEW ? clew() : openTelemetry();
    }

    private Encoding clew() {
        List<Span> spans = span.spans(sdk, SPANS, Span.class);
        EncoderAlone encoder = new EncoderAlone();
        return () -> {
            int bytes = 0;
            for (int i = 0; i < SPANS; i++) {
                encoder.encode(spans.get(i));
                bytes += encoder.out().size();
            }
            return bytes;
        };
    }

    private Encoding openTelemetry() {
        List<SpanData> spans = span.spans(sdk, SPANS, ReadableSpan.class).stream()
                .map(ReadableSpan::toSpanData)
                .toList();
        Marshaling marshaling = new Marshaling();
        return () -> marshaling.encode(spans);
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public int encode() throws IOException {
        return encoding.run();
    }
}
