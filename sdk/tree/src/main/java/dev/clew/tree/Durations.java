package dev.clew.tree;

import java.util.Locale;

/** Durations for reading: three significant digits and the unit that suits them. */
final class Durations {
    private static final double MICROS = 1e3;
    private static final double MILLIS = 1e6;
    private static final double SECONDS = 1e9;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private Durations() {}

    /** Such as {@code 812 ns}, {@code 3.21 ms}, {@code 35.2 s}, {@code 2m 03s}, {@code 3h 05m}; at most 8 characters below a year. */
    static String format(long nanos) {
        if (nanos < MICROS) {
            return nanos + " ns";
        }
        // Half a digit below the next unit, so that nothing is rounded up to 1000.
        if (nanos < 999.5 * MICROS) {
            return digits(nanos / MICROS) + " µs";
        }
        if (nanos < 999.5 * MILLIS) {
            return digits(nanos / MILLIS) + " ms";
        }
        if (nanos < 59.95 * SECONDS) {
            return digits(nanos / SECONDS) + " s";
        }
        long seconds = Math.round(nanos / SECONDS);
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%dm %02ds", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%dh %02dm", seconds / HOUR, seconds % HOUR / MINUTE);
    }

    private static String digits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
