package dev.clew.instrumentation.executors;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Makes executors carry the {@link Context} of whoever hands a task over: it is current while the task runs, and what was
 * current before is current again after it, also when the task throws.
 *
 * <p>What is handed over where nothing is current is passed on as it is: nothing is allocated, and the task sees whatever
 * is current on its thread. On a thread of a pool that is nothing, unless somebody left a scope open there. A {@link
 * ForkJoinPool} also runs tasks in the middle of others, while those wait: there every task is wrapped, as where a queue orders
 * tasks by comparing them.
 *
 * <p>Threads: any. A wrapped executor has no state of its own.
 */
public final class ExecutorTracing {
    private final Carriage carriage;

    ExecutorTracing(Carriage carriage) {
        this.carriage = carriage;
    }

    /** Carries context and makes no spans. */
    public static ExecutorTracing create() {
        return new ExecutorTracing(Carriage.OF_CONTEXT_ONLY);
    }

    /**
     * Carries context, and tells on demand what tasks waited and did.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static ExecutorTracingBuilder builder(OpenTelemetry openTelemetry) {
        return new ExecutorTracingBuilder(Arguments.notNull("openTelemetry", openTelemetry));
    }

    /** Runs commands on {@code executor}, in the context of {@link Executor#execute}'s caller. */
    public Executor wrap(Executor executor) {
        Arguments.notNull("executor", executor);
        return executor instanceof CarryingExecutor ? executor : new CarryingExecutor(executor, carriageFor(executor));
    }

    /**
     * Runs tasks on {@code executor}, in the context of the caller that submitted them. Futures are those of {@code executor};
     * {@link ExecutorService#shutdownNow} returns the tasks that were handed over, without their wrapping.
     */
    public ExecutorService wrap(ExecutorService executor) {
        Arguments.notNull("executor", executor);
        return executor instanceof CarryingExecutor
                ? executor
                : new CarryingExecutorService(executor, carriageFor(executor));
    }

    /**
     * As {@link #wrap(ExecutorService)}; delayed tasks run in the context of the caller that scheduled them, and periodic ones
     * as {@link PeriodicRuns} says.
     */
    public ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        Arguments.notNull("executor", executor);
        return executor instanceof CarryingExecutor
                ? executor
                : new CarryingScheduledExecutorService(executor, carriageFor(executor));
    }

    /**
     * Makes threads, platform or virtual, that run in the context of {@link ThreadFactory#newThread}'s caller.
     *
     * <p>For one thread a task: {@code Executors.newThreadPerTaskExecutor}, a {@code StructuredTaskScope}, threads made by hand.
     * Not for a pool: its threads would keep for life the context of the request that happened to need one more.
     */
    public ThreadFactory wrapThreads(ThreadFactory threads) {
        Arguments.notNull("threads", threads);
        return task -> threads.newThread(carriage.carry(task, 0));
    }

    /**
     * The task that was handed over, of one that came out of a queue or went into {@code beforeExecute} or a {@code
     * RejectedExecutionHandler}; a task that was never wrapped is returned as it is.
     */
    public static Runnable unwrap(Runnable task) {
        Runnable inner = task;
        while (inner instanceof WrappedRunnable wrapped) {
            inner = wrapped.task();
        }
        return inner;
    }

    /**
     * What {@link ThreadPoolExecutor#remove} takes to find {@code task} in the queue of a pool, to which it was handed over by
     * {@code execute}, wrapped or not. What {@code submit} returned is in the queue itself.
     */
    public static Runnable queued(Runnable task) {
        return new QueuedTask(unwrap(Arguments.notNull("task", task)));
    }

    private Carriage carriageFor(Executor executor) {
        boolean everyTask = executor instanceof ForkJoinPool || ordersItsTasks(executor);
        return everyTask ? carriage.ofEveryTask() : carriage;
    }

    // Wrapped tasks can be compared with each other, and not with bare ones.
    private static boolean ordersItsTasks(Executor executor) {
        return executor instanceof ThreadPoolExecutor pool && pool.getQueue() instanceof PriorityBlockingQueue;
    }
}
