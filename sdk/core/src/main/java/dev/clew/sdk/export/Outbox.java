package dev.clew.sdk.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sealed batches of a destination, waiting in order or on their way, and their bytes. Threads: the drain. */
final class Outbox {
    /**
     * A batch and its place in the order of sealing.
     *
     * @param number the same for the halves of a batch that was split
     * @param firstSpan which of the spans sealed under that number is the batch's first
     * @param hasFailed whether it was on its way before, so that whoever had it then may read it still
     */
    record Numbered(Batch batch, long number, int firstSpan, boolean hasFailed) {
        Numbered afterFailure() {
            return new Numbered(batch, number, firstSpan, true);
        }
    }

    private static final Comparator<Numbered> OLDEST_FIRST =
            Comparator.comparingLong(Numbered::number).thenComparingInt(Numbered::firstSpan);

    // Sorted: answers come in any order, and what is put back must still be sent, or given up, oldest first.
    private final TreeSet<Numbered> waiting = new TreeSet<>(OLDEST_FIRST);
    private final Map<Numbered, Long> inFlight = new HashMap<>(); // and when it was sent
    private long heldBytes;
    private long waitingSpans;
    private long lastNumber;

    void add(Batch batch) {
        putBack(new Numbered(batch, ++lastNumber, 0, false));
    }

    /** Puts a batch that was on its way back to its place in the line. */
    void putBack(Numbered batch) {
        waiting.add(batch);
        heldBytes += batch.batch().memoryBytes();
        waitingSpans += batch.batch().spanCount();
    }

    /** The next batch to send, which is in flight from now on; null when none waits. */
    @Nullable
    Numbered next(long nowNanos) {
        Numbered next = waiting.pollFirst();
        if (next != null) {
            inFlight.put(next, nowNanos);
            waitingSpans -= next.batch().spanCount();
        }
        return next;
    }

    /** The oldest that waits, which is held no longer; null when none waits. */
    @Nullable
    Numbered dropOldest() {
        Numbered oldest = waiting.pollFirst();
        if (oldest != null) {
            heldBytes -= oldest.batch().memoryBytes();
            waitingSpans -= oldest.batch().spanCount();
        }
        return oldest;
    }

    /** Takes a batch that was in flight out; false when it was given up before. */
    boolean landed(Numbered batch) {
        boolean known = inFlight.remove(batch) != null;
        if (known) {
            heldBytes -= batch.batch().memoryBytes();
        }
        return known;
    }

    /** Those on their way that were sent so long ago, in no order. */
    List<Numbered> sentBefore(long nanos) {
        return inFlight.entrySet().stream()
                .filter(sent -> sent.getValue() - nanos <= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everything held, in no order; nothing is held then. */
    List<Numbered> clear() {
        List<Numbered> all = new ArrayList<>(inFlight.keySet());
        all.addAll(waiting);
        inFlight.clear();
        waiting.clear();
        heldBytes = 0;
        waitingSpans = 0;
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

    /** Spans in batches that wait; those on their way are not among them. */
    long waitingSpans() {
        return waitingSpans;
    }

    long lastNumber() {
        return lastNumber;
    }
}
