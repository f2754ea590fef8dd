package dev.clew.sdk.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Log lines about what went wrong around the SDK: each cause once a minute at WARNING with the number of times since, the rest
 * at FINE. An application never sees our failures otherwise (DESIGN D8).
 *
 * <p>Threads: any. Causes are bounded: past 1,000 different ones, new ones share one line a minute.
 */
public final class Incidents {
    private static final Logger LOGGER = Logger.getLogger("dev.clew");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_CAUSES = 1_000;
    private static final String OTHER = "something went wrong";

    private final Map<String, Cause> causes = new ConcurrentHashMap<>();

    /** Reports that foreign code threw; the message says whose and what the SDK did instead. */
    public void report(String cause, @Nullable Throwable thrown) {
        report(cause, 1, thrown);
    }

    /** Reports that something happened so many times. */
    public void report(String cause, long times, @Nullable Throwable thrown) {
        String key = causes.size() < MAX_CAUSES || causes.containsKey(cause) ? cause : OTHER;
        long count = causes.computeIfAbsent(key, ignored -> new Cause()).add(times, System.nanoTime());
        if (count > 0) {
            LOGGER.log(Level.WARNING, thrown, () -> count == 1 ? cause : cause + " (" + count + " times)");
        } else {
            LOGGER.log(Level.FINE, thrown, () -> cause);
        }
    }

    /** One cause: how often since it was last said. */
    private static final class Cause {
        private long times;
        private long saidAt;
        private boolean said;

        /** The number to say now, or 0 while it was said less than a minute ago. */
        synchronized long add(long more, long now) {
            times += more;
            if (said && now - saidAt < QUIET_NANOS) {
                return 0;
            }
            long count = times;
            times = 0;
            saidAt = now;
            said = true;
            return count;
        }
    }
}
