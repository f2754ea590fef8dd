package dev.clew.sampler.jaeger;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.Suppression;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Asks for the strategy again and again: every interval, a tenth more or less, so that a thousand services do not ask at once. Until
 * the first answer it asks sooner: after a second, two, four. A failure changes nothing, and is said once a minute.
 *
 * <p>Threads: one daemon of its own, which is not held by the context class loader; {@link #close} any.
 */
final class Poller implements AutoCloseable {
    private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double JITTER = 0.1;

    private final StrategySource source;
    private final Consumer<Strategy> sink;
    private final Incidents incidents;
    private final long intervalNanos;
    private final DoubleSupplier random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long retryNanos = FIRST_RETRY_NANOS;
    private boolean answered;

    Poller(StrategySource source, Consumer<Strategy> sink, Duration interval, Incidents incidents) {
        this(
                source,
                sink,
                interval,
                incidents,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** As above, with numbers from 0 to 1 for the jitter. */
    Poller(
            StrategySource source,
            Consumer<Strategy> sink,
            Duration interval,
            Incidents incidents,
            DoubleSupplier random) {
        this.source = source;
        this.sink = sink;
        this.incidents = incidents;
        this.intervalNanos = interval.toNanos();
        this.random = random;
    }

    void start() {
        Thread thread = new Thread(null, this::run, "clew-jaeger-sampler", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(doWork(), TimeUnit.NANOSECONDS)) {
                // Until closed.
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, and says after how many nanoseconds to ask again. */
    long doWork() {
        try {
            Suppression.run(this::poll);
        } catch (Throwable failed) {
            incidents.report("the sampling strategy cannot be asked for: " + source, failed);
        }
        long delay = intervalNanos;
        if (!answered) {
            delay = Math.min(retryNanos, intervalNanos);
            retryNanos = Math.min(2 * retryNanos, intervalNanos);
        }
        return (long) (delay * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
    }

    private void poll() {
        try {
            sink.accept(source.fetch());
            answered = true;
        } catch (InvalidAnswerException invalid) {
            report("the answer is no sampling strategy, the last one stays in force: ", invalid);
        } catch (Exception failed) {
            report("no sampling strategy, the last one stays in force: ", failed);
        }
    }

    private void report(String what, Exception failure) {
        if (closed.getCount() > 0) {
            String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            incidents.report(what + source, why, 1, null);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        source.close();
    }
}
