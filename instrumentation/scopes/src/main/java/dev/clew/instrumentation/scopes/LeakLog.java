package dev.clew.instrumentation.scopes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs leaks: the first of a cause and minute at WARNING, with how many there have been, the rest at FINE. A cause is a line of
 * code; beyond 100 of them the rest count as one.
 */
final class LeakLog implements Consumer<ScopeLeak> {
    private static final Logger LOGGER = Logger.getLogger(ScopeWatch.class.getName());
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CAUSES = 100;
    private static final String OTHERS = "others";

    private final LongSupplier nanoTime;
    private final Map<String, Cause> causes = new ConcurrentHashMap<>();

    LeakLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void accept(ScopeLeak leak) {
        String name = leak.kind() + " " + leak.cause();
        String known = causes.size() < MOST_CAUSES || causes.containsKey(name) ? name : OTHERS;
        Cause cause = causes.computeIfAbsent(known, any -> new Cause(nanoTime.getAsLong()));
        long count = cause.count.incrementAndGet();
        LOGGER.log(
                cause.isDue(nanoTime.getAsLong()) ? Level.WARNING : Level.FINE,
                () -> leak + "\n  of this cause among the watched scopes: " + count);
    }

    private static final class Cause {
        final AtomicLong count = new AtomicLong();
        private final AtomicLong nextNanos;

        Cause(long nowNanos) {
            nextNanos = new AtomicLong(nowNanos);
        }

        boolean isDue(long nowNanos) {
            long next = nextNanos.get();
            return nowNanos - next >= 0 && nextNanos.compareAndSet(next, nowNanos + INTERVAL_NANOS);
        }
    }
}
