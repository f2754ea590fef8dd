package dev.clew.sdk.frame;

import dev.clew.sdk.telemetry.Counter;
import dev.clew.sdk.telemetry.Incidents;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Empties the stripes and feeds the consumers: one daemon thread, {@code clew-drain}, that polls often under load and seldom
 * at rest.
 *
 * <p>Tasks given to {@link #execute} run between two passes, so that consumers need no lock: their state belongs to the drain.
 * Threads: {@link #doWork} one at a time, the drain's own or a test's; the rest any. A consumer or task that throws is reported
 * and the drain lives on.
 */
public final class Drain implements Executor {
    // A stripe half full, a flush and an answer wake the drain, so polling need not be quick; at rest it is seldom.
    private static final long MIN_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_TRIES_TO_CLOSE = 1_000;

    private final Stripes stripes;
    private final LongSupplier nanoTime;
    private final Runnable eachPass;
    private final Incidents incidents;
    private volatile FrameConsumer[] consumers = {};
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Frame window = new Frame();
    private final Counter frames = new Counter();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Runnable last; // set when the drain is to end

    /**
     * A drain that is not started yet.
     *
     * @param eachPass runs once in every pass, also at rest
     */
    public Drain(Stripes stripes, LongSupplier nanoTime, Runnable eachPass, Incidents incidents) {
        this.stripes = stripes;
        this.nanoTime = nanoTime;
        this.eachPass = eachPass;
        this.incidents = incidents;
        stripes.onHalfFull(this::wake);
    }

    /** Adds a consumer; it sees frames from the next pass on. */
    public synchronized void addConsumer(FrameConsumer consumer) {
        FrameConsumer[] more = Arrays.copyOf(consumers, consumers.length + 1);
        more[consumers.length] = consumer;
        consumers = more;
    }

    /** Starts the thread, once. */
    public synchronized void start() {
        if (thread == null) {
            // Without the thread locals of whoever builds the SDK, which it would hold as long as it runs.
            Thread created = new Thread(null, this::run, "clew-drain", 0, false);
            created.setDaemon(true);
            created.setContextClassLoader(null);
            thread = created;
            created.start();
        }
    }

    /**
     * Ends the thread: takes what was published so far, lets nobody publish any more, and runs the task as the last thing. Does
     * not wait.
     */
    public void stop(Runnable task) {
        last = task;
        wake();
    }

    /** Ends a park early. Costs about 5 us when the thread is parked, little otherwise. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** Runs the task on the drain, after everything published before this call has been handed to the consumers. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /**
     * One pass: stripes, tasks, what is due.
     *
     * @return frames and tasks; 0 when there was nothing to do
     */
    public int doWork() {
        // Tasks are counted before the stripes are read: a task given after the read could otherwise run before the
        // frames that its giver had published.
        int taskCount = tasks.size();
        int work = stripes.drainTo(this::deliver, window);
        for (int i = 0; i < taskCount; i++) {
            Runnable task = tasks.poll();
            if (task != null) {
                guarded(task);
                work++;
            }
        }
        guarded(eachPass);
        long now = nanoTime.getAsLong();
        for (FrameConsumer consumer : consumers) {
            guarded(() -> consumer.afterPass(now));
        }
        return work;
    }

    /** Frames handed to the consumers so far. Any thread. */
    public long frames() {
        return frames.get();
    }

    private void deliver(Frame frame) {
        // Before the consumers count it: who reads their counts first never finds more there than here.
        frames.add(1);
        for (FrameConsumer consumer : consumers) {
            try {
                consumer.accept(frame);
            } catch (Throwable thrown) {
                incidents.report("a consumer failed on a span: " + consumer, thrown);
            }
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            incidents.report("a task of the drain failed", thrown);
        }
    }

    private void run() {
        long park = MIN_PARK_NANOS;
        Runnable task;
        while ((task = last) == null) {
            try {
                park = doWork() > 0 ? MIN_PARK_NANOS : Math.min(longestPark(), park * 2);
            } catch (Throwable thrown) {
                incidents.report("the drain failed and goes on", thrown);
            }
            // A sender may have interrupted this thread: a park would then return at once, for ever.
            boolean unused = Thread.interrupted();
            // A consumer that blocked may have used up the unpark.
            if (!stripes.isDrainWanted() && tasks.isEmpty() && last == null) {
                LockSupport.parkNanos(this, park);
            }
        }
        finish();
        guarded(task);
    }

    private long longestPark() {
        long longest = MAX_PARK_NANOS;
        for (FrameConsumer consumer : consumers) {
            longest = Math.min(longest, consumer.patienceNanos());
        }
        return Math.max(MIN_PARK_NANOS, longest);
    }

    /** Ends publishing and hands over what is left: a span that ends at the same time is refused, or seen here. */
    void finish() {
        try {
            // A stripe is taken for good as soon as the caller in it has copied its frame; one that never comes
            // back is left.
            for (int tries = 0; !stripes.close() && tries < MOST_TRIES_TO_CLOSE; tries++) {
                doWork();
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
            }
            doWork();
        } catch (Throwable thrown) {
            incidents.report("the drain failed at its end", thrown);
        }
    }
}
