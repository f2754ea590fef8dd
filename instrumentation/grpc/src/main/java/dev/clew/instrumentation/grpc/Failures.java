package dev.clew.instrumentation.grpc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says that a span could not be made, at WARNING at most once a minute with the count, and otherwise at FINE. The call that
 * it was about goes on. Threads: any.
 */
final class Failures {
    static final Logger LOGGER = Logger.getLogger(Failures.class.getName());
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

    /** A part of tracing failed. */
    void add(String step, Throwable failure) {
        long failures = count.incrementAndGet();
        long nowNanos = System.nanoTime();
        long nextNanos = nextWarningNanos.get();
        boolean warn =
                nowNanos - nextNanos >= 0 && nextWarningNanos.compareAndSet(nextNanos, nowNanos + INTERVAL_NANOS);
        LOGGER.log(
                warn ? Level.WARNING : Level.FINE,
                failure,
                () -> "tracing failed, the call went on: step=" + step + ", failures=" + failures);
    }

    /** A stranger sent something that is of no use. */
    void ignored(String what) {
        LOGGER.fine(() -> "ignored, a new trace starts: " + what);
    }
}
