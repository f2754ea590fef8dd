package dev.clew.viewer;

import dev.clew.tree.TreePrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Objects;

/** Builds and starts a {@link Viewer}. Threads: one. */
public final class ViewerBuilder {
    static final int DEFAULT_PORT = 4318;
    static final int DEFAULT_MAX_SPANS = 50_000;

    private static final int MAX_PORT = 65_535;

    int port = DEFAULT_PORT;
    int maxSpans = DEFAULT_MAX_SPANS;
    int maxBodyBytes = 16 << 20;
    long quietMillis = 1_000;
    PrintStream output = System.out;
    TreePrinter printer = TreePrinter.forTerminal();

    ViewerBuilder() {}

    /**
     * The port to listen on, on the loopback address only; 4318 by default, and 0 for any that is free.
     *
     * @throws IllegalArgumentException when it is no port
     */
    public ViewerBuilder setPort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be from 0 to " + MAX_PORT + ": port=" + port);
        }
        this.port = port;
        return this;
    }

    /**
     * How many spans to keep; 50,000 by default. The oldest traces make room for newer ones.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public ViewerBuilder setMaxSpans(int maxSpans) {
        this.maxSpans = positive("maxSpans", maxSpans);
        return this;
    }

    /**
     * How large a request may be, packed and unpacked; 16 MB by default.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public ViewerBuilder setMaxBodyBytes(int maxBodyBytes) {
        this.maxBodyBytes = positive("maxBodyBytes", maxBodyBytes);
        return this;
    }

    /**
     * How long nothing must have come for a trace before it is printed, in milliseconds; 1,000 by default.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public ViewerBuilder setQuietMillis(int quietMillis) {
        this.quietMillis = positive("quietMillis", quietMillis);
        return this;
    }

    /** Where to print traces; by default what {@link System#out} is now. The viewer never closes it. */
    public ViewerBuilder setOutput(PrintStream output) {
        this.output = Objects.requireNonNull(output, "output");
        return this;
    }

    /** How to draw traces; by default as {@link TreePrinter#forTerminal()} finds. */
    public ViewerBuilder setPrinter(TreePrinter printer) {
        this.printer = Objects.requireNonNull(printer, "printer");
        return this;
    }

    /**
     * Starts the viewer: it listens when this returns.
     *
     * @throws IOException when it cannot listen; a {@link java.net.BindException} when the port is taken
     */
    public Viewer start() throws IOException {
        return new Viewer(this);
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + value);
        }
        return value;
    }
}
