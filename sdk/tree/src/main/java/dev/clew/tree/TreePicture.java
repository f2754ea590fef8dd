package dev.clew.tree;

import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;

/** One drawing of one tree, in columns: name, service, duration, bar. */
final class TreePicture {
    private static final String GAP = "  ";
    private static final int MAX_SERVICE_WIDTH = 18;
    private static final int DURATION_WIDTH = 9;

    /** At least this part of a line is bar, however long the names are. */
    private static final int MIN_BAR_PART = 5;

    private static final int MAX_BAR_WIDTH = 40;

    private final TraceTree tree;
    private final TreePrinter printer;
    private final Paint paint;
    private final Timeline timeline;
    private final List<String> services;
    private final List<SpanNode> shown;
    private final int nameWidth;
    private final int serviceWidth;
    private final int barWidth;
    private final StringBuilder out = new StringBuilder();

    TreePicture(TraceTree tree, TreePrinter printer) {
        this.tree = tree;
        this.printer = printer;
        this.paint = printer.paint();
        this.timeline = new Timeline(tree);
        this.services = tree.services();
        this.shown = tree.spans().subList(0, Math.min(tree.spans().size(), printer.maxSpans()));
        this.serviceWidth = Math.min(
                MAX_SERVICE_WIDTH,
                services.stream()
                        .mapToInt(s -> Cells.width(Cells.clean(s)))
                        .max()
                        .orElse(0));
        int forNameAndBar = printer.width() - serviceWidth - DURATION_WIDTH - 3 * GAP.length();
        this.nameWidth = Math.min(widestName(), forNameAndBar - printer.width() / MIN_BAR_PART);
        this.barWidth = Math.min(MAX_BAR_WIDTH, forNameAndBar - nameWidth);
    }

    String draw() {
        drawHeader();
        for (SpanNode node : shown) {
            drawSpan(node);
            drawDetails(node);
        }
        int left = tree.spans().size() - shown.size();
        if (left > 0) {
            line(paint.paint("… " + plural(left, "more span"), Paint.DIM));
        }
        return out.toString();
    }

    private void drawHeader() {
        String title = "trace " + tree.traceId();
        String figures = " · " + Durations.format(timeline.durationNanos()) + " · "
                + plural(tree.spans().size(), "span");
        int errors = tree.errorCount();
        String errorText = errors == 0 ? "" : " · " + plural(errors, "error");
        String names = Cells.clean(" · " + String.join(", ", services));
        int left = printer.width() - Cells.width(title + figures + errorText);
        line(paint.paint(title, Paint.BOLD)
                + figures
                + paint.paint(errorText, Paint.RED)
                + Cells.limit(names, Math.max(1, left)));
    }

    private void drawSpan(SpanNode node) {
        String branch = shorten(TreeLines.before(node));
        String attributes = Details.attributes(node, printer.attributeKeys());
        String label = label(node);
        int forLabel = nameWidth - Cells.width(branch);
        String name = Cells.fit(label + (attributes.isEmpty() ? "" : " " + attributes), forLabel);
        int nameEnd = Math.min(name.length(), label.length());
        String serviceStyle = Paint.service(services.indexOf(node.service()));
        String duration = (timeline.isMoved(node) ? "~" : "") + Durations.format(node.durationNanos());
        line(paint.paint(branch, Paint.DIM)
                + (node.isError() ? paint.paint(name.substring(0, nameEnd), Paint.RED) : name.substring(0, nameEnd))
                + paint.paint(name.substring(nameEnd), Paint.DIM)
                + GAP
                + paint.paint(Cells.fit(Cells.clean(node.service()), serviceWidth), serviceStyle)
                + GAP
                + " ".repeat(Math.max(0, DURATION_WIDTH - duration.length()))
                + duration
                + GAP
                + bar(node, node.isError() ? Paint.RED : serviceStyle));
    }

    private void drawDetails(SpanNode node) {
        String branch = shorten(TreeLines.below(node));
        if (node.isParentMissing()) {
            boolean remote = node.span().getParentSpanContext().isRemote();
            detail(
                    branch,
                    "↑ " + (remote ? "called by span " : "parent ")
                            + node.span().getParentSpanId() + ", not here",
                    Paint.DIM);
        }
        for (String error : Details.errors(node)) {
            detail(branch, "✗ " + error, Paint.RED);
        }
        for (String event : Details.events(node)) {
            detail(branch, "• " + event, Paint.DIM);
        }
    }

    private void detail(String branch, String text, String style) {
        String limited = Cells.limit(text, printer.width() - Cells.width(branch));
        line(paint.paint(branch, Paint.DIM) + paint.paint(limited, style));
    }

    /** Where the span lies in the trace's time; at least one cell, however short it is. */
    private String bar(SpanNode node, String style) {
        double cellNanos = (double) Math.max(1, timeline.durationNanos()) / barWidth;
        double offset = (double) timeline.offsetNanos(node);
        int from = Math.min(barWidth - 1, (int) Math.floor(offset / cellNanos));
        int to = Math.min(barWidth, (int) Math.ceil((offset + node.durationNanos()) / cellNanos));
        to = Math.max(from + 1, to);
        return paint.paint("·".repeat(from), Paint.DIM)
                + paint.paint("━".repeat(to - from), style)
                + paint.paint("·".repeat(barWidth - to), Paint.DIM);
    }

    private static String label(SpanNode node) {
        SpanKind kind = node.span().getKind();
        String name = Cells.clean(node.span().getName());
        return (node.isError() ? "✗ " : "") + (kind == SpanKind.INTERNAL ? "" : kind + " ") + name;
    }

    private int widestName() {
        int widest = 0;
        for (SpanNode node : shown) {
            String attributes = Details.attributes(node, printer.attributeKeys());
            String name = TreeLines.before(node) + label(node) + (attributes.isEmpty() ? "" : " " + attributes);
            widest = Math.max(widest, Cells.width(name));
        }
        return widest;
    }

    /** Keeps half of the name column for the name, however deep the span lies. */
    private String shorten(String branch) {
        int most = Math.max(6, nameWidth / 2);
        return branch.length() <= most ? branch : "…" + branch.substring(branch.length() - most + 1);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The lines that join a span with its parent and its children. */
    private static final class TreeLines {
        /** What stands before the span's own name. */
        static String before(SpanNode node) {
            SpanNode parent = node.parent();
            return parent == null ? "" : through(parent) + (isLast(node) ? "└─ " : "├─ ");
        }

        /** What stands before lines that follow the span's own, before its children. */
        static String below(SpanNode node) {
            return through(node) + (node.children().isEmpty() ? "   " : "│  ");
        }

        /** What stands before every line below the span, for the span's siblings and its ancestors'. */
        private static String through(SpanNode node) {
            List<String> parts = new ArrayList<>();
            for (SpanNode each = node; each.parent() != null; each = each.parent()) {
                parts.add(isLast(each) ? "   " : "│  ");
            }
            StringBuilder through = new StringBuilder();
            for (int i = parts.size() - 1; i >= 0; i--) {
                through.append(parts.get(i));
            }
            return through.toString();
        }

        private static boolean isLast(SpanNode node) {
            SpanNode parent = node.parent();
            return parent == null || parent.children().get(parent.children().size() - 1) == node;
        }
    }
}
