package dev.clew.sdk.frame;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few reusable objects, each thread looking in a slot of its own choosing: what a {@code ThreadLocal} would give, without one
 * for each of a million virtual threads.
 *
 * <p>Threads: any. Allocates: nothing. When empty: {@link #take} answers null and the caller makes a new one.
 */
public final class ThreadSlots<T> {
    // Sixteen references are 64 bytes or more: two threads' slots do not share a cache line.
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<@Nullable T> slots;
    private final int mask;

    /** So many slots; a power of two. */
    public ThreadSlots(int count) {
        slots = new AtomicReferenceArray<>(count * STRIDE);
        mask = count - 1;
    }

    /** The object in this thread's slot, which is empty then. */
    public @Nullable T take() {
        return slots.getAndSet((hash() & mask) * STRIDE, null);
    }

    /** Puts an object into this thread's slot; what was there is left to the garbage collector. */
    public void give(T object) {
        // Release: whoever takes it must see what was done to it.
        slots.setRelease((hash() & mask) * STRIDE, object);
    }

    // Ids of threads that run together are close to each other: the golden ratio spreads them, the high bits are the
    // best.
    static int hash() {
        return (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 32);
    }
}
