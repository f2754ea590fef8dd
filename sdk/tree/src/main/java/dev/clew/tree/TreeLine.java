package dev.clew.tree;

import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Draws nodes as {@link TraceTree#toLine} says. */
final class TreeLine {
    private final List<String> attributeKeys;
    private final StringBuilder line = new StringBuilder();

    /** What is still to be drawn, nodes and text: a trace may be deeper than a thread's stack. */
    private final Deque<Object> pending = new ArrayDeque<>();

    private TreeLine(List<String> attributeKeys) {
        this.attributeKeys = attributeKeys;
    }

    static String of(List<SpanNode> roots, List<String> attributeKeys) {
        TreeLine drawing = new TreeLine(attributeKeys);
        drawing.push(roots);
        while (!drawing.pending.isEmpty()) {
            drawing.draw(drawing.pending.pop());
        }
        return drawing.line.toString();
    }

    private void draw(Object next) {
        if (next instanceof SpanNode node) {
            drawSpan(node);
            push(node.children());
            if (!node.children().isEmpty()) {
                line.append(" > ");
            }
        } else {
            line.append(next);
        }
    }

    private void push(List<SpanNode> nodes) {
        boolean several = nodes.size() > 1;
        if (several) {
            pending.push(")");
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            pending.push(nodes.get(i));
            if (i > 0) {
                pending.push(", ");
            }
        }
        if (several) {
            pending.push("(");
        }
    }

    private void drawSpan(SpanNode node) {
        // A remote parent that is missing is no surprise: it is in another process.
        if (node.isParentMissing() && !node.span().getParentSpanContext().isRemote()) {
            line.append("? > ");
        }
        if (node.span().getKind() != SpanKind.INTERNAL) {
            line.append(node.span().getKind()).append(' ');
        }
        line.append(node.span().getName());
        List<String> details = new ArrayList<>();
        if (node.isError()) {
            details.add("ERROR");
        }
        for (String key : attributeKeys) {
            Object value = node.attribute(key);
            if (value != null) {
                details.add(key + "=" + value);
            }
        }
        if (!details.isEmpty()) {
            line.append(" [").append(String.join(", ", details)).append(']');
        }
    }
}
