package dev.clew.benchmarks;

import dev.clew.sdk.frame.OtlpWriter;
import dev.clew.sdk.trace.EncoderAlone;
import io.opentelemetry.api.trace.Span;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;

/**
 * What each level of gzip's compression costs a batch and spares the network, to choose one by: a Markdown table on the standard
 * output. The batch is as large as Clew's, of requests whose texts are new each time, which compress less well than repeated ones.
 */
public final class CompressionLevels {
    private static final int SPANS = 8192;
    private static final int ROUNDS = 15;

    private CompressionLevels() {}

    public static void main(String[] arguments) {
        OtlpWriter batch = batch();
        byte[] compressed = new byte[batch.size() + 1024];
        System.out.printf(
                "A batch of %d spans, %d bytes; CPU of the thread that compresses, medians of %d rounds after as many to warm up.%n%n",
                SPANS, batch.size(), ROUNDS);
        System.out.println(
                "| level | CPU of a span, ns | bytes of a span | of what it was | ns for a byte that the last level left |");
        System.out.println("|---|---|---|---|---|");
        double lastNanos = 0;
        double lastBytes = (double) batch.size() / SPANS;
        for (int level = Deflater.BEST_SPEED; level <= Deflater.BEST_COMPRESSION; level++) {
            long[] nanos = new long[2 * ROUNDS];
            int size = 0;
            for (int round = 0; round < nanos.length; round++) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                size = compress(batch, level, compressed);
                nanos[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            }
            Arrays.sort(nanos, ROUNDS, nanos.length);
            double spanNanos = (double) nanos[ROUNDS + ROUNDS / 2] / SPANS;
            double spanBytes = (double) size / SPANS;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.1f | %.1f %% | %s |%n",
                    level,
                    spanNanos,
                    spanBytes,
                    100.0 * size / batch.size(),
                    spanBytes < lastBytes
                            ? String.format(Locale.ROOT, "%.0f", (spanNanos - lastNanos) / (lastBytes - spanBytes))
                            : "none was saved");
            lastNanos = spanNanos;
            lastBytes = spanBytes;
        }
    }

    private static OtlpWriter batch() {
        OtlpWriter batch = new OtlpWriter(1 << 20);
        EncoderAlone encoder = new EncoderAlone();
        try (Shapes shapes = Sdk.CLEW.open()) {
            for (int i = 0; i < SPANS; i++) {
                encoder.encode((Span) shapes.requestOfNewTexts());
                batch.append(encoder.out().toByteArray());
            }
        }
        return batch;
    }

    private static int compress(OtlpWriter batch, int level, byte[] compressed) {
        Deflater deflater = new Deflater(level, true); // gzip without its 18 bytes of head and tail
        try {
            deflater.setInput(batch.array(), 0, batch.size());
            deflater.finish();
            return deflater.deflate(compressed);
        } finally {
            deflater.end();
        }
    }
}
