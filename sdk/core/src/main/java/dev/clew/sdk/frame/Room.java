package dev.clew.sdk.frame;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for what waits on the heap, in bytes or in pieces: taken before something is put there, given back when it is gone.
 *
 * <p>Threads: any takes; the drain gives back and closes. Allocates: nothing. When full, and once closed: {@link #take} answers
 * {@link #NONE}.
 */
final class Room {
    static final long NONE = -1;
    // Added to what is taken once it is closed: nothing has room any more.
    private static final long CLOSED = 1L << 60;

    private final AtomicLong taken = new AtomicLong();
    private final long most;

    Room(long most) {
        this.most = most;
    }

    /** Takes so much, if it is there; answers what is taken with it, or {@link #NONE}. */
    long take(long amount) {
        long held;
        do {
            // Looked at before it is added: what has no room must not take that of something that has.
            held = taken.get();
            if (held + amount > most) {
                return NONE;
            }
        } while (!taken.weakCompareAndSetVolatile(held, held + amount));
        return held + amount;
    }

    void giveBack(long amount) {
        taken.addAndGet(-amount);
    }

    /** Lets nobody take any more; false while somebody still holds some. For the drain. */
    boolean close() {
        long held = taken.get();
        if (held < CLOSED) {
            held = taken.addAndGet(CLOSED);
        }
        return held == CLOSED;
    }
}
