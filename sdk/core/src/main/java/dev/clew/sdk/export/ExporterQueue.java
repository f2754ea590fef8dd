package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Incidents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Spans and tasks in order, bounded in bytes, and the thread that takes them: spans in batches, tasks one by one.
 *
 * <p>Threads: the drain gives, the queue's own thread takes. The lock is held for a few instructions on both sides, so the drain
 * never waits for an exporter. Nothing that the exporter or a task throws ends the thread.
 */
final class ExporterQueue {
    /** A span's message and the number of its scope. */
    static final class Span {
        final byte[] message;
        final int scopeId;

        Span(byte[] message, int scopeId) {
            this.message = message;
            this.scopeId = scopeId;
        }

        long cost() {
            return (long) message.length + OVERHEAD_BYTES;
        }
    }

    // What a queued span costs beyond its message: array header, record, queue slot.
    private static final int OVERHEAD_BYTES = 48;

    private final BatchLimits limits;
    private final Consumer<List<Span>> exports;
    private final Incidents incidents;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private final Deque<Object> entries = new ArrayDeque<>();
    private long heldBytes;
    private int tasks;
    private boolean closed;
    private @Nullable Thread thread;

    ExporterQueue(BatchLimits limits, Consumer<List<Span>> exports, Incidents incidents) {
        this.limits = limits;
        this.exports = exports;
        this.incidents = incidents;
    }

    /** False when there is no room, or the queue is closed. */
    boolean offer(Span span) {
        lock.lock();
        try {
            long cost = span.cost();
            boolean full = heldBytes + cost > limits.maxHeldBytes() || entries.size() - tasks >= limits.maxHeldSpans();
            if (closed || full) {
                return false;
            }
            add(span);
            heldBytes += cost;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the task on the queue's thread, after everything offered before; what waits is exported at once. */
    void run(Runnable task) {
        lock.lock();
        try {
            add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more spans, runs the task last and ends the thread. */
    void close(Runnable last) {
        lock.lock();
        try {
            closed = true;
            add(last);
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the spans that wait; answers how many. Tasks stay. */
    int clearSpans() {
        lock.lock();
        try {
            int before = entries.size();
            entries.removeIf(Span.class::isInstance);
            heldBytes = 0;
            return before - entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts whatever the thread is in: an exporter that waits for something may come back. */
    void interrupt() {
        lock.lock();
        try {
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    // The thread first: where none starts, the entry is its giver's still, who counts it.
    private void add(Object entry) {
        if (thread == null) {
            Thread created = new Thread(null, this::takeAll, "clew-exporter", 0, false);
            created.setDaemon(true);
            created.start();
            thread = created;
        }
        entries.addLast(entry);
        if (entry instanceof Runnable) {
            tasks++;
        }
        if (entries.size() == 1 || entries.size() == limits.maxSpans() || tasks > 0) {
            changed.signal();
        }
    }

    private void takeAll() {
        List<Span> batch = new ArrayList<>();
        while (!isDone()) {
            // A foreign exporter may have interrupted this thread: that is not for the next call to feel.
            boolean unused = Thread.interrupted();
            try {
                Runnable task = take(batch);
                if (!batch.isEmpty()) {
                    exports.accept(batch);
                }
                if (task != null) {
                    task.run();
                }
            } catch (Throwable thrown) {
                incidents.report("a task of an exporter's thread failed", thrown);
            }
            batch.clear();
        }
    }

    /** Waits until a batch is due, moves it into the list, and answers the task that follows it directly, if one does. */
    private @Nullable Runnable take(List<Span> batch) {
        lock.lock();
        try {
            long rest = limits.maxAgeNanos();
            while (!isDueLocked(rest)) {
                if (entries.isEmpty()) {
                    rest = limits.maxAgeNanos();
                    changed.await();
                } else {
                    rest = changed.awaitNanos(rest);
                }
            }
            while (batch.size() < limits.maxSpans() && entries.peekFirst() instanceof Span span) {
                batch.add(span);
                entries.removeFirst();
                heldBytes -= span.cost();
            }
            if (entries.peekFirst() instanceof Runnable task) {
                entries.removeFirst();
                tasks--;
                return task;
            }
        } catch (InterruptedException ignored) {
            // Nobody may stop this thread but close(); a foreign exporter that interrupts it changes nothing.
        } finally {
            lock.unlock();
        }
        return null;
    }

    private boolean isDueLocked(long restNanos) {
        return tasks > 0 || entries.size() >= limits.maxSpans() || (!entries.isEmpty() && restNanos <= 0) || closed;
    }

    // The next entry, such as a late flush, starts a thread again.
    private boolean isDone() {
        lock.lock();
        try {
            boolean done = closed && entries.isEmpty();
            if (done) {
                thread = null;
            }
            return done;
        } finally {
            lock.unlock();
        }
    }
}
