package dev.clew.exporter.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.tree.TraceTree;
import dev.clew.tree.TreePrinter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Prints each trace as a tree, once its local root has come: the span that has no parent in this process. Spans that come later
 * are printed when they come, as more of that trace. For development: it shows everything, and fast programs flood a terminal.
 *
 * <p>Threads: any. When full: the trace that has waited longest is printed as far as it has come.
 */
public final class ConsoleSpanExporter implements SpanExporter {
    private final PrintStream output;
    private final TreePrinter printer;

    // Guarded by the lock, as is the right to print: trees of two threads would mingle.
    private final ReentrantLock lock = new ReentrantLock();
    private final HeldTraces held;
    private boolean shutDown;

    ConsoleSpanExporter(PrintStream output, TreePrinter printer, int maxHeldSpans) {
        this.output = output;
        this.printer = printer;
        this.held = new HeldTraces(maxHeldSpans);
    }

    /** An exporter to {@link System#out}, with colours if that is a terminal. */
    public static ConsoleSpanExporter create() {
        return builder().build();
    }

    /** A builder for an exporter that prints elsewhere, or otherwise. */
    public static ConsoleSpanExporterBuilder builder() {
        return new ConsoleSpanExporterBuilder();
    }

    /** Prints what is complete with these spans. Fails when the output cannot be written to, and after {@link #shutdown()}. */
    @Override
    public CompletableResultCode export(@Nullable Collection<SpanData> spans) {
        if (spans == null) {
            return CompletableResultCode.ofSuccess();
        }
        lock.lock();
        try {
            if (shutDown) {
                return CompletableResultCode.ofFailure();
            }
            boolean printed = true;
            for (String traceId : hold(spans)) {
                printed &= print(traceId, held.wasGivenOut(traceId) ? "more of a trace printed before:" : "");
            }
            for (String traceId = held.overdue(); traceId != null; traceId = held.overdue()) {
                printed &= print(traceId, "a trace whose local root has not come yet:");
            }
            return printed ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
        } finally {
            lock.unlock();
        }
    }

    /** Prints what is held, complete or not. */
    @Override
    public CompletableResultCode flush() {
        lock.lock();
        try {
            boolean printed = true;
            for (String traceId = held.oldest(); traceId != null; traceId = held.oldest()) {
                printed &= print(traceId, "");
            }
            return printed ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
        } finally {
            lock.unlock();
        }
    }

    /** Prints what is held, and nothing from then on. The output stays open. */
    @Override
    public CompletableResultCode shutdown() {
        lock.lock();
        try {
            shutDown = true;
            return flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "ConsoleSpanExporter";
    }

    /** Adds the spans to those held, and returns the traces that are to be printed now. */
    private Set<String> hold(Collection<SpanData> spans) {
        Set<String> due = new LinkedHashSet<>();
        for (SpanData span : spans) {
            if (span != null) {
                held.add(span);
                if (isLocalRoot(span) || held.wasGivenOut(span.getTraceId())) {
                    due.add(span.getTraceId());
                }
            }
        }
        return due;
    }

    private static boolean isLocalRoot(SpanData span) {
        SpanContext parent = span.getParentSpanContext();
        return !parent.isValid() || parent.isRemote();
    }

    /** Whether the trace could be printed; it is not held any more in either case. */
    private boolean print(String traceId, String remark) {
        List<SpanData> spans = held.take(traceId);
        if (spans == null) {
            return true;
        }
        try {
            StringBuilder text = new StringBuilder(remark).append(remark.isEmpty() ? "" : "\n");
            for (TraceTree tree : TraceTree.of(spans)) {
                text.append(printer.print(tree)).append('\n');
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            output.write(bytes, 0, bytes.length);
            return !output.checkError();
        } catch (RuntimeException broken) {
            // A stream of the user's, or a span of somebody else's: neither may end the export.
            return false;
        }
    }
}
