package dev.clew.examples.shop;

import io.opentelemetry.api.trace.Span;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Where the items are. By the number of the order, one in ten waits and one in twenty finds it closed. */
final class Warehouse {
    private static final int FULL = 1_000_000;
    private static final int SLOW_MILLIS = 120;

    private final Map<String, Integer> items = new ConcurrentHashMap<>();

    /** Takes one of the items; returns how many are left. */
    int take(String item, int order) throws ClosedException {
        if (order % 20 == 7) {
            throw new ClosedException("the warehouse is closed");
        }
        if (order % 10 == 0) {
            Span.current().addEvent("the warehouse is busy");
            waitForAnswer();
        }
        return items.merge(item, FULL - 1, (left, full) -> left - 1);
    }

    private static void waitForAnswer() {
        new CompletableFuture<String>()
                .completeOnTimeout("ready", SLOW_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** Nothing can be taken now. */
    static final class ClosedException extends Exception {
        ClosedException(String message) {
            super(message);
        }
    }
}
