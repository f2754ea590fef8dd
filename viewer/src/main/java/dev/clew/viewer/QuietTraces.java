package dev.clew.viewer;

import dev.clew.tree.TraceTree;
import dev.clew.tree.TreePrinter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints each trace once nothing has come for it for a moment. One that goes on after that is printed again, whole. Threads: one
 * at a time.
 */
final class QuietTraces {
    /** How many traces are remembered as printed. */
    private static final int MAX_REMEMBERED = 10_000;

    private final TraceStore store;
    private final TreePrinter printer;
    private final PrintStream output;
    private final long quietNanos;
    private final Map<String, Boolean> printed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    QuietTraces(TraceStore store, TreePrinter printer, PrintStream output, long quietNanos) {
        this.store = store;
        this.printer = printer;
        this.output = output;
        this.quietNanos = quietNanos;
    }

    /** Prints what has been quiet long enough by now, and returns how many traces that were. */
    int doWork(long nowNanos) {
        return printQuietSince(nowNanos - quietNanos);
    }

    /** Prints everything that has not been printed, quiet or not. The time is on the clock that the store was told. */
    int finish(long nowNanos) {
        return printQuietSince(nowNanos);
    }

    private int printQuietSince(long nanos) {
        int count = 0;
        for (List<SpanData> spans = store.takeQuietSince(nanos); spans != null; spans = store.takeQuietSince(nanos)) {
            for (TraceTree tree : TraceTree.of(spans)) {
                boolean again = printed.put(tree.traceId(), true) != null;
                output.print((again ? "again, as more has come:\n" : "") + printer.print(tree) + "\n");
                output.flush();
                count++;
            }
        }
        return count;
    }
}
