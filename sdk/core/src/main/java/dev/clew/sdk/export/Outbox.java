package dev.clew.sdk.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sealed batches of a destination, waiting in order or on their way, and their bytes. Threads: the drain. */
final class Outbox {
    /**
     * A batch and its number in the order of sealing.
     *
     * @param number the same for the halves of a batch that was split
     */
    record Numbered(Batch batch, long number) {}

    private final Deque<Numbered> waiting = new ArrayDeque<>();
    private final Set<Numbered> inFlight = new LinkedHashSet<>();
    private long heldBytes;
    private long lastNumber;

    void add(Batch batch) {
        waiting.addLast(new Numbered(batch, ++lastNumber));
        heldBytes += batch.sizeBytes();
    }

    /** Puts batches that were on their way back to the front of the line. */
    void putBack(List<Numbered> batches) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            waiting.addFirst(batches.get(i));
            heldBytes += batches.get(i).batch().sizeBytes();
        }
    }

    /** The next batch to send, which is in flight from now on; null when none waits. */
    @Nullable
    Numbered next() {
        Numbered next = waiting.pollFirst();
        if (next != null) {
            inFlight.add(next);
        }
        return next;
    }

    /** The oldest that waits, which is held no longer; null when none waits. */
    @Nullable
    Numbered dropOldest() {
        Numbered oldest = waiting.pollFirst();
        if (oldest != null) {
            heldBytes -= oldest.batch().sizeBytes();
        }
        return oldest;
    }

    /** Takes a batch that was in flight out; false when it was given up before. */
    boolean landed(Numbered batch) {
        boolean known = inFlight.remove(batch);
        if (known) {
            heldBytes -= batch.batch().sizeBytes();
        }
        return known;
    }

    /** Everything held, oldest first; nothing is held then. */
    List<Numbered> clear() {
        List<Numbered> all = new ArrayList<>(inFlight);
        all.addAll(waiting);
        inFlight.clear();
        waiting.clear();
        heldBytes = 0;
        return all;
    }

    int size() {
        return waiting.size() + inFlight.size();
    }

    int inFlight() {
        return inFlight.size();
    }

    long heldBytes() {
        return heldBytes;
    }

    long lastNumber() {
        return lastNumber;
    }
}
