package dev.clew.api;

import org.jspecify.annotations.Nullable;

/**
 * Code to run inside a span for its result.
 *
 * @param <T> the result; may be null
 * @param <X> what it throws; {@code RuntimeException}, as inferred, if it throws no checked exception
 */
@FunctionalInterface
public interface ThrowingSupplier<T extends @Nullable Object, X extends Throwable> {
    /** Runs the code and hands over its result. */
    T get() throws X;
}
