package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;

/** The viewer as a program: {@code java -jar clew-viewer-<version>-app.jar --help}. */
public final class ViewerMain {
    private static final int CANNOT_START = 1;
    private static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            Receives spans over OTLP/HTTP on this machine and prints each trace as a tree.

              --port N        the port to listen on; %d by default, 0 for any that is free
              --max-spans N   how many spans to keep in memory; %d by default
              --help          this text
            """.formatted(ViewerBuilder.DEFAULT_PORT, ViewerBuilder.DEFAULT_MAX_SPANS);

    private ViewerMain() {}

    /** Runs until the process is told to end. Exits with 1 when it cannot listen, with 2 when it does not understand the arguments. */
    public static void main(String[] args) {
        // Else an answer with a body waits for the other side's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Terminals show UTF-8, whatever the locale of the process.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        int status = run(args, out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The exit status, or 0 while the viewer goes on; it closes itself when the process ends. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        ViewerBuilder builder = Viewer.builder().setOutput(out);
        try {
            if (!apply(args, builder)) {
                out.print(USAGE);
                return 0;
            }
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return WRONG_USAGE;
        }
        try {
            Viewer viewer = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(viewer, out), "clew-viewer-close"));
            out.println("Listening: OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:" + viewer.port());
            out.println();
            return 0;
        } catch (BindException taken) {
            err.println("Port " + builder.port + " cannot be listened on (" + taken.getMessage()
                    + "). Choose another one with --port N, or --port 0 for any.");
        } catch (IOException failed) {
            err.println("The viewer cannot start: " + failed);
        }
        return CANNOT_START;
    }

    private static void close(Viewer viewer, PrintStream out) {
        viewer.close();
        out.println("Spans received: " + viewer.receivedSpans() + ", of which " + viewer.evictedSpans()
                + " made room for newer ones.");
    }

    /** Whether the viewer is to be started; false when help is asked for. */
    private static boolean apply(String[] args, ViewerBuilder builder) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    return false;
                }
                case "--port" -> builder.setPort(number(args, ++i));
                case "--max-spans" -> builder.setMaxSpans(number(args, ++i));
                default -> throw new IllegalArgumentException("There is no such option: " + args[i]);
            }
        }
        return true;
    }

    private static int number(String[] args, int index) {
        String value = index < args.length ? args[index] : "";
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    args[index - 1] + " must be followed by a whole number: " + args[index - 1] + " " + value,
                    notANumber);
        }
    }
}
