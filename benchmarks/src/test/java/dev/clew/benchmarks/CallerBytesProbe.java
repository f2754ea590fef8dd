package dev.clew.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints the bytes that each shape allocates on the thread that makes it, on one SDK, in a process where nothing else ran. */
final class CallerBytesProbe {
    private static final int BURST = 200;
    private static final int WARM_UP_BURSTS = 150;
    private static final int BURSTS = 50;
    // For the other thread to empty its queue: what a full one costs is not asked here.
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    // As a span in use: one that nobody keeps may cost nothing at all. Not private: the compiler would say that nobody
    // reads it.
    static volatile @Nullable Object kept;

    private CallerBytesProbe() {}

    public static void main(String[] args) {
        try (Shapes shapes = Sdk.valueOf(args[0]).open()) {
            shapes(shapes).forEach((name, shape) -> System.out.println(name + " " + bytes(shape)));
        }
    }

    private static Map<String, Supplier<Object>> shapes(Shapes shapes) {
        Throwable thrown = DeepException.create();
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("bare", shapes::bare);
        all.put("child", shapes::child);
        for (int count : new int[] {1, 4, 10, 17}) {
            all.put("attributes" + count, () -> shapes.attributes(count));
        }
        for (TextBenchmark.Text text : TextBenchmark.Text.values()) {
            all.put("text" + text, () -> shapes.text(text.value()));
        }
        all.put("event", shapes::event);
        all.put("link", shapes::link);
        all.put("exception", () -> shapes.exception(thrown));
        all.put("request", shapes::request);
        all.put("requestOfNewTexts", shapes::requestOfNewTexts);
        all.put("large", shapes::large);
        all.put("notSampled", shapes::notSampled);
        all.put("childOfUnsampled", shapes::childOfUnsampled);
        all.put("scope", shapes::scope);
        return all;
    }

    /** The least of many bursts: in others the compiler was at work still, or a queue was full. */
    private static long bytes(Supplier<Object> shape) {
        for (int i = 0; i < WARM_UP_BURSTS; i++) {
            rest();
            burst(shape);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < BURSTS; i++) {
            rest();
            least = Math.min(least, burst(shape));
        }
        return least;
    }

    private static void rest() {
        LockSupport.parkNanos(REST_NANOS);
    }

    private static long burst(Supplier<Object> shape) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BURST; i++) {
            kept = shape.get();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / BURST;
    }
}
