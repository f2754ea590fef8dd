package dev.clew.sdk;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people write them. */
final class Quantities {
    private static final long KIB = 1024;

    private Quantities() {}

    static String count(int count) {
        return count == Integer.MAX_VALUE ? "unlimited" : Integer.toString(count);
    }

    static String bytes(long bytes) {
        if (bytes >= KIB * KIB && bytes % (KIB * KIB) == 0) {
            return bytes / (KIB * KIB) + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }

    /** A time in nanoseconds; 0 is no limit. */
    static String nanos(long nanos) {
        if (nanos == 0 || nanos == Long.MAX_VALUE) {
            return "unlimited";
        }
        Duration time = Duration.ofNanos(nanos);
        if (time.toMillis() == 0) {
            return "at once";
        }
        return time.toMillis() % 1000 == 0
                ? time.toSeconds() + " s"
                : String.format(Locale.ROOT, "%d ms", time.toMillis());
    }
}
