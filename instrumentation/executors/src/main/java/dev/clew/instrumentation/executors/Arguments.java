package dev.clew.instrumentation.executors;

import org.jspecify.annotations.Nullable;

/** Refuses what would only fail later, on another thread. */
final class Arguments {
    private Arguments() {}

    static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return value;
    }
}
