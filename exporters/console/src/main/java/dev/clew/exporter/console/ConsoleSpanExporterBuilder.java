package dev.clew.exporter.console;

import dev.clew.tree.TreePrinter;
import java.io.PrintStream;
import java.util.Objects;

/** Builds a {@link ConsoleSpanExporter}. Threads: one. */
public final class ConsoleSpanExporterBuilder {
    private static final int DEFAULT_MAX_HELD_SPANS = 10_000;

    private PrintStream output = System.out;
    private TreePrinter printer = TreePrinter.forTerminal();
    private int maxHeldSpans = DEFAULT_MAX_HELD_SPANS;

    ConsoleSpanExporterBuilder() {}

    /** Where to print, in UTF-8; by default what {@link System#out} is now. The exporter never closes it. */
    public ConsoleSpanExporterBuilder setOutput(PrintStream output) {
        this.output = Objects.requireNonNull(output, "output");
        return this;
    }

    /**
     * Columns to a line; by default as {@link TreePrinter#forTerminal()} finds.
     *
     * @throws IllegalArgumentException when they are fewer than 80
     */
    public ConsoleSpanExporterBuilder setWidth(int width) {
        printer = printer.withWidth(width);
        return this;
    }

    /** Whether to print in colours; by default only into a terminal, and not when {@code NO_COLOR} is set. */
    public ConsoleSpanExporterBuilder setColours(boolean colours) {
        printer = printer.withColours(colours);
        return this;
    }

    /**
     * How many spans may wait for the rest of their trace; 10,000 by default. When there are more, the oldest trace is printed as
     * far as it has come.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public ConsoleSpanExporterBuilder setMaxHeldSpans(int maxHeldSpans) {
        if (maxHeldSpans < 1) {
            throw new IllegalArgumentException("maxHeldSpans must be positive: maxHeldSpans=" + maxHeldSpans);
        }
        this.maxHeldSpans = maxHeldSpans;
        return this;
    }

    /** The exporter. */
    public ConsoleSpanExporter build() {
        return new ConsoleSpanExporter(output, printer, maxHeldSpans);
    }
}
