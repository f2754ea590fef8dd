package dev.clew.instrumentation.scopes;

import io.opentelemetry.context.ContextStorage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Watches one in so many scopes of the process and tells of those that are left open, closed out of order, or closed on
 * another thread, with the stack that opened them. Nothing is thrown, and no scope behaves otherwise than it would unwatched.
 *
 * <p>A scope counts as left open when it is garbage that nobody has closed; that is noticed when a later scope is watched.
 * Threads: any. Memory: at most 1,024 watched scopes are open at a time, others go unwatched.
 */
public final class ScopeWatch {
    /** Few enough to cost nothing, and a leak in a busy place is still found within minutes. */
    public static final int ONE_IN = 1000;

    private static final int MOST_OPEN = 1024;

    private ScopeWatch() {}

    /**
     * Watches one in {@value #ONE_IN} scopes, and logs what is wrong at WARNING, once per line of code and minute. Call it first
     * in {@code main}: OpenTelemetry takes no watchers once a context has been used.
     *
     * @throws IllegalStateException when it is too late for that
     */
    public static void install() {
        install(ONE_IN, new LeakLog(System::nanoTime));
    }

    /**
     * As {@link #install()}, with another rate and another listener.
     *
     * @param oneIn 1 for every scope, which costs about the walk of a stack each
     * @param listener called on the thread that closes a scope, or opens a later one; must not block
     * @throws IllegalArgumentException if {@code oneIn} is less than 1
     * @throws IllegalStateException when a context has been used before
     */
    public static void install(int oneIn, Consumer<ScopeLeak> listener) {
        Installation.add(storage -> watch(storage, oneIn, listener));
    }

    /**
     * A storage that watches another: for who assembles the process's storage in a {@code ContextStorageProvider}.
     *
     * @throws IllegalArgumentException if {@code oneIn} is less than 1
     */
    public static ContextStorage watch(ContextStorage storage, int oneIn, Consumer<ScopeLeak> listener) {
        if (oneIn < 1) {
            throw new IllegalArgumentException("oneIn must be at least 1: oneIn=" + oneIn);
        }
        BooleanSupplier isNextWatched =
                () -> oneIn == 1 || ThreadLocalRandom.current().nextInt(oneIn) == 0;
        return new WatchingStorage(storage, new OpenScopes(MOST_OPEN, listener), isNextWatched);
    }
}
