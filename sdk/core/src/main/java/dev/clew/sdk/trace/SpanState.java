package dev.clew.sdk.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one word that guards a span: open, locked for one change, ending, ended; its upper bits count the changes.
 *
 * <p>Writers take the lock for a few instructions. Readers never hold it: they copy, and copy again when the word has changed
 * meanwhile, so that a reader that loses its processor delays no request. While a span is ending, only the thread that ends it
 * may change it. Threads: any. Allocates: nothing for writers. When locked by another thread: spins, then yields.
 */
abstract class SpanState {
    private static final int LOCKED = 1;
    private static final int ENDING = 1 << 1;
    private static final int ENDED = 1 << 2;
    private static final int ONE_CHANGE = 1 << 3;
    private static final int SPINS = 64;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SpanState.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // through STATE
    private int state;

    // Written by the thread that ends the span, before ENDING is set; cleared before ENDED is.
    private @Nullable Thread endingThread;

    /** Takes the lock for one change, unless the span no longer changes. To be followed by {@link #unlock}. */
    final boolean lock() {
        for (int tries = 0; ; tries++) {
            int seen = (int) STATE.getAcquire(this);
            if ((seen & ENDED) != 0 || ((seen & ENDING) != 0 && endingThread != Thread.currentThread())) {
                return false;
            }
            // Acquire: what the last holder changed must be seen (SpanStateStress).
            if ((seen & LOCKED) == 0 && STATE.weakCompareAndSetAcquire(this, seen, seen | LOCKED)) {
                // A reader must not see the change that follows and the word as it was before (SpanStateStress).
                VarHandle.storeStoreFence();
                return true;
            }
            pause(tries);
        }
    }

    final void unlock() {
        release((int) STATE.get(this) & ~LOCKED);
    }

    /** Unlocks a locked span as ending: changes only through this thread, until {@link #unlockEnded}. */
    final void unlockEnding() {
        endingThread = Thread.currentThread();
        release(((int) STATE.get(this) & ~LOCKED) | ENDING);
    }

    /** Unlocks a locked span for the last time. */
    final void unlockEnded() {
        endingThread = null;
        release(((int) STATE.get(this) & ~(LOCKED | ENDING)) | ENDED);
    }

    private void release(int next) {
        // Release: the next holder, and a reader that sees this word, must see the change.
        STATE.setRelease(this, next + ONE_CHANGE);
    }

    final boolean isEnded() {
        return ((int) STATE.getAcquire(this) & ENDED) != 0;
    }

    final boolean isEndingOrEnded() {
        return ((int) STATE.getAcquire(this) & (ENDING | ENDED)) != 0;
    }

    /** What the copy answers about one state of the span; it may be called several times. */
    final <T extends @Nullable Object> T read(Supplier<T> copy) {
        for (int tries = 0; ; tries++) {
            int before = (int) STATE.getAcquire(this);
            if ((before & LOCKED) == 0) {
                try {
                    T result = copy.get();
                    if (isStill(before)) {
                        return result;
                    }
                } catch (RuntimeException torn) {
                    if (isStill(before)) {
                        throw torn;
                    }
                }
            }
            pause(tries);
        }
    }

    private boolean isStill(int before) {
        // Acquire fence: the reads of the copy come before the second look at the word (SpanStateStress).
        VarHandle.acquireFence();
        return (int) STATE.getOpaque(this) == before;
    }

    @SuppressWarnings("ThreadPriorityCheck") // the holder may have lost its processor: let it have this one
    private static void pause(int tries) {
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
