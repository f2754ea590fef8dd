package dev.clew.tree;

import java.util.List;

/**
 * Draws a trace for a terminal: a line of figures, then a line per span with its name, service, duration and a bar that shows
 * where in the trace's time it lies; below a span what went wrong and its events.
 *
 * <p>A span whose clock cannot be right is drawn from its parent's start and marked {@code ~}. Characters that would steer the
 * terminal are replaced. Threads: immutable.
 */
public final class TreePrinter {
    static final int MIN_WIDTH = 80;

    private static final TreePrinter DEFAULT = new TreePrinter(
            110, false, 200, List.of("http.response.status_code", "rpc.response.status_code", "user.id"));

    private final int width;
    private final boolean colours;
    private final int maxSpans;
    private final List<String> attributeKeys;

    private TreePrinter(int width, boolean colours, int maxSpans, List<String> attributeKeys) {
        this.width = width;
        this.colours = colours;
        this.maxSpans = maxSpans;
        this.attributeKeys = attributeKeys;
    }

    /** A printer for 110 columns without colours, that draws at most 200 spans and shows response codes and user ids. */
    public static TreePrinter create() {
        return DEFAULT;
    }

    /**
     * A printer for this process' standard output: with colours when that is a terminal and {@code NO_COLOR} is not set, as wide
     * as {@code COLUMNS} says when that is set and at least 80.
     */
    public static TreePrinter forTerminal() {
        return Terminal.suit(DEFAULT, System.getenv(), Terminal.isThere());
    }

    /**
     * The same, for lines of so many columns.
     *
     * @throws IllegalArgumentException when they are fewer than 80
     */
    public TreePrinter withWidth(int width) {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width must be at least " + MIN_WIDTH + ": width=" + width);
        }
        return new TreePrinter(width, colours, maxSpans, attributeKeys);
    }

    /** The same, with ANSI colours or without. */
    public TreePrinter withColours(boolean colours) {
        return new TreePrinter(width, colours, maxSpans, attributeKeys);
    }

    /**
     * The same, drawing at most so many spans of a trace and then the number of the others.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public TreePrinter withMaxSpans(int maxSpans) {
        if (maxSpans < 1) {
            throw new IllegalArgumentException("maxSpans must be positive: maxSpans=" + maxSpans);
        }
        return new TreePrinter(width, colours, maxSpans, attributeKeys);
    }

    /** The same, showing the attributes with these names, and no others, beside each span's name. */
    public TreePrinter withAttributes(String... keys) {
        return new TreePrinter(width, colours, maxSpans, List.of(keys));
    }

    /** The picture, each line ended by a line feed. */
    public String print(TraceTree tree) {
        return new TreePicture(tree, this).draw();
    }

    int width() {
        return width;
    }

    int maxSpans() {
        return maxSpans;
    }

    List<String> attributeKeys() {
        return attributeKeys;
    }

    Paint paint() {
        return new Paint(colours);
    }
}
