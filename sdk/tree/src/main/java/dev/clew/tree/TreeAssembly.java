package dev.clew.tree;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds each span's parent. Takes time in proportion to the number of spans (but for sorting), whatever they claim to be. */
final class TreeAssembly {
    private TreeAssembly() {}

    /** The roots, with everything below them. The spans are of one trace, and at least one. */
    static List<SpanNode> roots(List<SpanData> spans) {
        List<SpanData> byStart = new ArrayList<>(spans);
        byStart.sort(Comparator.comparingLong(SpanData::getStartEpochNanos));
        Map<String, SpanNode> nodes = new LinkedHashMap<>();
        for (SpanData span : byStart) {
            nodes.putIfAbsent(span.getSpanId(), new SpanNode(span));
        }
        for (SpanNode node : nodes.values()) {
            node.setParent(nodes.get(node.span().getParentSpanId()));
        }
        cutCircles(nodes.values());
        List<SpanNode> roots = new ArrayList<>();
        for (SpanNode node : nodes.values()) {
            SpanNode parent = node.parent();
            if (parent == null) {
                roots.add(node);
            } else {
                parent.addChild(node);
            }
        }
        return roots;
    }

    /** Walks up from each node until it meets one that has been walked from before; meeting its own path, it cuts there. */
    private static void cutCircles(Iterable<SpanNode> nodes) {
        Set<SpanNode> reachRoot = new HashSet<>();
        Set<SpanNode> path = new HashSet<>();
        for (SpanNode start : nodes) {
            path.clear();
            for (SpanNode node = start; node != null && !reachRoot.contains(node); node = node.parent()) {
                path.add(node);
                SpanNode parent = node.parent();
                if (parent != null && path.contains(parent)) {
                    parent.setParent(null);
                }
            }
            reachRoot.addAll(path);
        }
    }
}
