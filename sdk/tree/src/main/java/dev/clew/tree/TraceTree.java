package dev.clew.tree;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The spans of one trace, put together as the tree they are. A span whose parent is not there stands as a root and says so; of
 * spans with the same id the first one counts; where parents go round in a circle the circle is cut.
 *
 * <p>Threads: immutable.
 */
public final class TraceTree {
    private final String traceId;
    private final List<SpanNode> roots;
    private final List<SpanNode> depthFirst;

    private TraceTree(String traceId, List<SpanNode> roots) {
        this.traceId = traceId;
        this.roots = List.copyOf(roots);
        this.depthFirst = depthFirst(roots);
    }

    /** The trees of all traces that the spans belong to, by the start of their first root. */
    public static List<TraceTree> of(Collection<? extends SpanData> spans) {
        Map<String, List<SpanData>> traces = new LinkedHashMap<>();
        for (SpanData span : spans) {
            traces.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
        }
        List<TraceTree> trees = new ArrayList<>(traces.size());
        traces.forEach((traceId, ofTrace) -> trees.add(new TraceTree(traceId, TreeAssembly.roots(ofTrace))));
        trees.sort(Comparator.comparingLong(tree -> tree.roots.get(0).span().getStartEpochNanos()));
        return trees;
    }

    /** The trace's id, 32 lower-case hexadecimal digits. */
    public String traceId() {
        return traceId;
    }

    /** The spans without a parent in this tree, by start time; at least one. */
    public List<SpanNode> roots() {
        return roots;
    }

    /** All spans, each before the spans below it. */
    public List<SpanNode> spans() {
        return depthFirst;
    }

    /** The services that took part, in the order of {@link #spans()}. */
    public List<String> services() {
        Collection<String> services = new LinkedHashSet<>();
        for (SpanNode node : depthFirst) {
            services.add(node.service());
        }
        return List.copyOf(services);
    }

    /** How many spans have the status error. */
    public int errorCount() {
        return (int) depthFirst.stream().filter(SpanNode::isError).count();
    }

    /**
     * The tree as one line, made to be compared in a test: {@code SERVER GET /orders/{id} > CLIENT GET}.
     *
     * <p>A span is its kind and name; the kind {@code INTERNAL} is left out. In brackets follow {@code ERROR}, if that is the
     * status, and those of the named attributes that the span has: {@code CLIENT GET [ERROR, http.response.status_code=503]}. An
     * only child follows after {@code >}, several as {@code > (a, b > c)}; several roots stand in parentheses likewise. A
     * root whose parent was in the same process, and is missing, comes after {@code ? >}.
     */
    public String toLine(String... attributeKeys) {
        return TreeLine.of(roots, List.of(attributeKeys));
    }

    /** As {@link #toLine}, without attributes. */
    @Override
    public String toString() {
        return toLine();
    }

    private static List<SpanNode> depthFirst(List<SpanNode> roots) {
        List<SpanNode> nodes = new ArrayList<>();
        // A stack of our own: a trace may be deeper than a thread's.
        Deque<SpanNode> pending = new ArrayDeque<>();
        pushReversed(pending, roots);
        while (!pending.isEmpty()) {
            SpanNode node = pending.pop();
            nodes.add(node);
            pushReversed(pending, node.children());
        }
        return List.copyOf(nodes);
    }

    private static void pushReversed(Deque<SpanNode> pending, List<SpanNode> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            pending.push(nodes.get(i));
        }
    }
}
