package dev.clew.api;

/**
 * Code to run inside a span.
 *
 * @param <X> what it throws; {@code RuntimeException}, as inferred, if it throws no checked exception
 */
@FunctionalInterface
public interface ThrowingRunnable<X extends Throwable> {
    /** Runs the code. */
    void run() throws X;
}
