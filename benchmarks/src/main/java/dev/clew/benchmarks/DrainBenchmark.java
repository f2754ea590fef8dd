package dev.clew.benchmarks;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.Destinations;
import dev.clew.sdk.frame.Drain;
import dev.clew.sdk.frame.FrameLayout;
import dev.clew.sdk.frame.Scopes;
import dev.clew.sdk.frame.Stripes;
import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.trace.EncoderAlone;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * What the other thread does for a span, alone, from what the caller left to bytes that can be sent. Clew's drain copies frames into
 * a batch; OpenTelemetry's batch processor takes each span's data, and the exporter encodes 512 of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
public class DrainBenchmark {
    private static final int SPANS = 4096;
    private static final int SPANS_OF_AN_EXPORT = 512;
    private static final int RING_BYTES = 64 << 20;

    @Param({"OPENTELEMETRY", "CLEW"})
    public Sdk sdk = Sdk.CLEW;

    @Param({"BARE", "REQUEST"})
    public Ended span = Ended.BARE;

    private final Scopes scopes = new Scopes();
    private final Stripes stripes = new Stripes(RING_BYTES, 0, 1);
    private final Drain drain = new Drain(stripes, System::nanoTime, () -> {}, new Incidents());
    private final int scopeId = scopes.add(InstrumentationScopeInfo.create("http"));
    private List<Span> frames = List.of();
    private List<ReadableSpan> objects = List.of();

    private final EncoderAlone encoder = new EncoderAlone();
    private final Marshaling marshaling = new Marshaling();

    @Setup
    public void prepare() {
        if (sdk == Sdk.CLEW) {
            frames = span.spans(sdk, SPANS, Span.class);
            drain.addConsumer(new Destinations(drain, Resource.getDefault(), scopes, Durations.NONE, new Incidents())
                    .of(Sdks.takesAll(), BatchLimits.DEFAULT));
        } else {
            objects = span.spans(sdk, SPANS, ReadableSpan.class);
        }
    }

    /** What callers do; not measured. */
    @Setup(Level.Invocation)
    public void publish() {
        for (Span ended : frames) {
            int flags = encoder.encode(ended);
            encoder.out().setInt(FrameLayout.SCOPE, scopeId);
            if (!stripes.publish(encoder.out(), flags)) {
                throw new IllegalStateException("the rings are too small");
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public int drain() throws IOException {
        return sdk == Sdk.CLEW ? drain.doWork() : export();
    }

    private int export() throws IOException {
        int bytes = 0;
        for (int from = 0; from < SPANS; from += SPANS_OF_AN_EXPORT) {
            List<SpanData> batch = new ArrayList<>(SPANS_OF_AN_EXPORT);
            for (int i = from; i < from + SPANS_OF_AN_EXPORT; i++) {
                batch.add(objects.get(i).toSpanData());
            }
            bytes += marshaling.encode(batch);
        }
        return bytes;
    }
}
