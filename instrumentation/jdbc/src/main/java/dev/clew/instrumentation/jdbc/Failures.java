package dev.clew.instrumentation.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says that a span could not be made, at WARNING at most once a minute with the count, and otherwise at FINE. The statement
 * that it was about goes on. Threads: any.
 */
final class Failures {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

    void add(String step, Throwable failure) {
        long failures = count.incrementAndGet();
        long nowNanos = System.nanoTime();
        long nextNanos = nextWarningNanos.get();
        boolean warn =
                nowNanos - nextNanos >= 0 && nextWarningNanos.compareAndSet(nextNanos, nowNanos + INTERVAL_NANOS);
        LOGGER.log(
                warn ? Level.WARNING : Level.FINE,
                failure,
                () -> "tracing failed, the statement went on: step=" + step + ", failures=" + failures);
    }
}
