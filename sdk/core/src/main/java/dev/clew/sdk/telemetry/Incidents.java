package dev.clew.sdk.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Log lines about what went wrong around the SDK: each cause once a minute at WARNING with the number of times since, the rest
 * at FINE. An application never sees our failures otherwise (DESIGN D8).
 *
 * <p>Threads: any; nothing blocks but the application's own log handlers, and one that throws is not felt. Allocates: nothing for
 * a cause that was said less than a minute ago, while FINE is off. Causes are bounded: past 1,000 different ones, new ones share
 * one line a minute.
 */
public final class Incidents {
    private static final Logger LOGGER = Logger.getLogger("dev.clew");
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_CAUSES = 1_000;
    private static final String OTHER = "something went wrong";

    private final Map<String, Cause> causes = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    public Incidents() {
        this(System::nanoTime);
    }

    Incidents(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Reports that foreign code threw; the message says whose and what the SDK did instead. */
    public void report(String cause, @Nullable Throwable thrown) {
        report(cause, 1, thrown);
    }

    /** Reports that something happened so many times. */
    public void report(String cause, long times, @Nullable Throwable thrown) {
        report(cause, "", times, thrown);
    }

    /**
     * Reports that something happened so many times.
     *
     * @param detail what differs from time to time, such as an answer's text: it is said with the cause, and makes it no other
     *     cause; may be empty
     */
    public void report(String cause, String detail, long times, @Nullable Throwable thrown) {
        try {
            long now = nanoTime.getAsLong();
            long count = known(cause, now).add(times, now);
            if (count > 0) {
                LOGGER.log(Level.WARNING, line(cause, detail) + (count == 1 ? "" : " (" + count + " times)"), thrown);
            } else if (LOGGER.isLoggable(Level.FINE)) {
                LOGGER.log(Level.FINE, line(cause, detail), thrown);
            }
        } catch (Throwable ignored) {
            // The application's log handler failed: there is nowhere left to say so, and our caller must not feel it.
        }
    }

    private Cause known(String cause, long now) {
        Cause known = causes.get(cause);
        if (known != null) {
            return known;
        }
        String key = causes.size() < MAX_CAUSES ? cause : OTHER;
        return causes.computeIfAbsent(key, ignored -> new Cause(now));
    }

    private static String line(String cause, String detail) {
        return detail.isEmpty() ? cause : cause + ": " + detail;
    }

    /** One cause: how often since it was last said. No lock: callers count their drops here. */
    private static final class Cause {
        private final AtomicLong times = new AtomicLong();
        private final AtomicLong quietUntil;

        Cause(long now) {
            quietUntil = new AtomicLong(now);
        }

        /** The number to say now, or 0 while it was said less than a minute ago. */
        long add(long more, long now) {
            times.addAndGet(more);
            long until = quietUntil.get();
            boolean due = now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS);
            return due ? times.getAndSet(0) : 0;
        }
    }
}
