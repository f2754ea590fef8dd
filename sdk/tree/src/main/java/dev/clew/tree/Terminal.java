package dev.clew.tree;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the environment says about the terminal that the process writes to. */
final class Terminal {
    private Terminal() {}

    /** The printer with the width and colours that suit the terminal. */
    static TreePrinter suit(TreePrinter printer, Map<String, String> environment, boolean terminal) {
        boolean colours = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int columns = columns(environment.get("COLUMNS"));
        return (columns < TreePrinter.MIN_WIDTH ? printer : printer.withWidth(columns)).withColours(colours);
    }

    /** Whether somebody sees what is written to standard output, and not a file or a pipe. */
    @SuppressWarnings("SystemConsoleNull") // Asks what the check recommends, wherever the JDK has it.
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there may be a console without a terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    private static int columns(@Nullable String columns) {
        try {
            return columns == null ? 0 : Integer.parseInt(columns.trim());
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
