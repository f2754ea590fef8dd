package dev.clew.tree;

import io.opentelemetry.api.trace.SpanKind;
import java.util.HashMap;
import java.util.Map;

/**
 * When each span of a trace ran, with the clocks of different machines brought together: a span cannot start before its parent,
 * nor a server's after the client's call is over. One that does is moved, with all below it, to its parent's start.
 */
final class Timeline {
    /** Clocks of one machine differ by less; so small a move is not worth a word. */
    private static final long NOTABLE_NANOS = 1_000_000;

    private final Map<SpanNode, Long> shifts = new HashMap<>();
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    Timeline(TraceTree tree) {
        // Parents come first.
        for (SpanNode node : tree.spans()) {
            shifts.put(node, shift(node));
            start = Math.min(start, start(node));
            end = Math.max(end, start(node) + node.durationNanos());
        }
    }

    /** From the first start to the last end. */
    long durationNanos() {
        return Math.max(0, end - start);
    }

    /** When the span started, in nanoseconds after the trace's start. */
    long offsetNanos(SpanNode node) {
        return start(node) - start;
    }

    /** Whether the span's clock is so far from its parent's that the span had to be moved. */
    boolean isMoved(SpanNode node) {
        SpanNode parent = node.parent();
        return parent != null && Math.abs(shiftOf(node) - shiftOf(parent)) >= NOTABLE_NANOS;
    }

    private long shiftOf(SpanNode node) {
        return shifts.getOrDefault(node, 0L);
    }

    private long start(SpanNode node) {
        return node.span().getStartEpochNanos() + shiftOf(node);
    }

    private long shift(SpanNode node) {
        SpanNode parent = node.parent();
        if (parent == null) {
            return 0;
        }
        long start = node.span().getStartEpochNanos() + shiftOf(parent);
        long parentStart = start(parent);
        boolean called =
                parent.span().getKind() == SpanKind.CLIENT && node.span().getKind() == SpanKind.SERVER;
        boolean late = called && start > parentStart + parent.durationNanos();
        return start < parentStart || late ? shiftOf(parent) + parentStart - start : shiftOf(parent);
    }
}
