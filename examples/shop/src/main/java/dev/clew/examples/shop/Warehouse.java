package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Where the items are. By the number of the order, one in ten has to wait and one in twenty finds it closed. */
final class Warehouse {
    private static final int FULL = 1_000_000;
    private static final int BUSY_MILLIS = 120;

    private final Map<String, Integer> items = new ConcurrentHashMap<>();

    /** Takes one of the items; returns how many are left. */
    int take(String item, int order) throws ClosedException {
        if (order % 20 == 7) {
            throw new ClosedException("the warehouse is closed");
        }
        if (order % 10 == 0) {
            CurrentSpan.annotate("the warehouse is busy", "shop.wait.millis", BUSY_MILLIS);
            waitForTurn();
        }
        int left = items.merge(item, FULL - 1, (before, full) -> before - 1);
        CurrentSpan.annotate("taken", "shop.left", left);
        return left;
    }

    private static void waitForTurn() {
        new CompletableFuture<String>()
                .completeOnTimeout("your turn", BUSY_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** Nothing can be taken now. */
    static final class ClosedException extends Exception {
        ClosedException(String message) {
            super(message);
        }
    }
}
