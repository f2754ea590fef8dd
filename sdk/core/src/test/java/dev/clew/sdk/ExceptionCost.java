package dev.clew.sdk;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a recorded exception costs the thread that records it, in CPU time and bytes, on OpenTelemetry's SDK and on Clew. To be run, not a test:
 * docs/performance.md has the command.
 *
 * <p>Spans come in bursts, with a flush between them that is not counted: a service does not throw without a pause. "Flat out" is the same
 * without the pauses.
 */
public final class ExceptionCost {
    private static final int FRAMES = 62;
    private static final int BURST = 100;
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ExceptionCost() {}

    public static void main(String[] arguments) {
        System.out.printf("Java %s, %d frames, medians of %d rounds%n", Runtime.version(), FRAMES, ROUNDS);
        try (OpenTelemetrySdk theirs = theirs();
                ClewSdk ours =
                        ClewSdk.builder().addSender(AnsweringSender.taking()).build()) {
            for (Kind kind : Kind.values()) {
                double[] their =
                        median(theirs, () -> theirs.getSdkTracerProvider().forceFlush(), kind);
                double[] our = median(ours, ours::forceFlush, kind);
                System.out.printf(
                        "%-40s OpenTelemetry %7.0f ns %7.0f B   Clew %7.0f ns %7.0f B   ratio %.2f %.2f%n",
                        kind.what, their[0], their[1], our[0], our[1], our[0] / their[0], our[1] / their[1]);
            }
        }
    }

    private static OpenTelemetrySdk theirs() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(new Taking()).build())
                        .build())
                .build();
    }

    private enum Kind {
        BARE("span without an exception", false, true),
        KNOWN_FRAMES("the same exception again and again", false, true),
        FRESH("an exception just thrown", true, true),
        FLAT_OUT("the same, without pauses", false, false);

        private final String what;
        private final boolean fresh;
        private final boolean pauses;

        Kind(String what, boolean fresh, boolean pauses) {
            this.what = what;
            this.fresh = fresh;
            this.pauses = pauses;
        }
    }

    private static double[] median(OpenTelemetry sdk, Supplier<CompletableResultCode> flush, Kind kind) {
        Tracer tracer = sdk.getTracer("cost");
        double[] nanos = new double[ROUNDS];
        double[] bytes = new double[ROUNDS];
        for (int i = -3; i < ROUNDS; i++) {
            long[] sums = new long[2];
            long spans = 0;
            for (long end = System.nanoTime() + ROUND_NANOS; System.nanoTime() < end; spans += BURST) {
                burst(tracer, kind, sums);
                if (kind.pauses) {
                    flush.get().join(10, TimeUnit.SECONDS);
                }
            }
            flush.get().join(10, TimeUnit.SECONDS);
            if (i >= 0) {
                nanos[i] = (double) sums[0] / spans;
                bytes[i] = (double) sums[1] / spans;
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        return new double[] {nanos[ROUNDS / 2], bytes[ROUNDS / 2]};
    }

    private static void burst(Tracer tracer, Kind kind, long[] sums) {
        Throwable[] thrown = new Throwable[BURST];
        Throwable known = kind.fresh ? null : at(FRAMES);
        for (int i = 0; i < BURST; i++) {
            thrown[i] = known == null ? at(FRAMES) : known;
        }
        if (known != null && known.getStackTrace().length != FRAMES) {
            throw new AssertionError("the exception should have " + FRAMES + " frames");
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BURST; i++) {
            Span span = tracer.spanBuilder("GET /orders/{id}").startSpan();
            if (kind != Kind.BARE) {
                span.recordException(thrown[i]);
            }
            span.end();
        }
        sums[0] += THREADS.getCurrentThreadCpuTime() - nanos;
        sums[1] += THREADS.getCurrentThreadAllocatedBytes() - bytes;
    }

    /** An exception of so many frames. */
    private static Throwable at(int frames) {
        int here = StackWalker.getInstance().walk(stack -> (int) stack.count());
        return deeper(frames - here - 1);
    }

    private static Throwable deeper(int more) {
        return more == 0 ? new IllegalStateException("no such order") : deeper(more - 1);
    }

    private static final class Taking implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
