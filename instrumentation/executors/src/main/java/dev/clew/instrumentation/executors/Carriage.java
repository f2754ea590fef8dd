package dev.clew.instrumentation.executors;

import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How tasks get the context that is current where they are handed over. Threads: any. Allocates: one object a task, two when
 * something is to be told of it; nothing where no context is current, unless every task is to be wrapped.
 *
 * @param report what is told of tasks, or null for nothing
 * @param everyTask whether tasks without a context are wrapped too, so that they run in none
 */
record Carriage(@Nullable TaskReport report, PeriodicRuns periodicRuns, boolean everyTask) {
    static final Carriage OF_CONTEXT_ONLY = new Carriage(null, PeriodicRuns.IN_THE_SAME_TRACE, false);

    Carriage ofEveryTask() {
        return new Carriage(report, periodicRuns, true);
    }

    /** {@code delayNanos}: how long the task is meant to wait. */
    Runnable carry(Runnable task, long delayNanos) {
        Objects.requireNonNull(task);
        Context context = Context.current();
        if (passesUnchanged(context)) {
            return task;
        }
        Runnable told = report != null && report.tellsIn(context)
                ? new ReportedRunnable(task, report, report.dueNanos(delayNanos))
                : task;
        return new CarriedRunnable(told, context);
    }

    /** {@code delayNanos}: how long the task is meant to wait. */
    <V> Callable<V> carry(Callable<V> task, long delayNanos) {
        Objects.requireNonNull(task);
        Context context = Context.current();
        if (passesUnchanged(context)) {
            return task;
        }
        Callable<V> told = report != null && report.tellsIn(context)
                ? new ReportedCallable<>(task, report, report.dueNanos(delayNanos))
                : task;
        return new CarriedCallable<>(told, context);
    }

    <V> Collection<? extends Callable<V>> carryAll(Collection<? extends Callable<V>> tasks) {
        if (passesUnchanged(Context.current())) {
            return tasks;
        }
        List<Callable<V>> carried = new ArrayList<>(tasks.size());
        for (Callable<V> task : tasks) {
            carried.add(carry(task, 0));
        }
        return carried;
    }

    /** A task that runs again and again. */
    Runnable carryPeriodic(Runnable task) {
        Objects.requireNonNull(task);
        Context context = Context.current();
        if (passesUnchanged(context)) {
            return task;
        }
        boolean newTraces = periodicRuns == PeriodicRuns.IN_NEW_TRACES;
        if (report != null && (newTraces ? report.linksTo(context) : report.tellsIn(context))) {
            return new CarriedRunnable(new PeriodicRunnable(task, report, newTraces), context);
        }
        return new CarriedRunnable(task, context);
    }

    private boolean passesUnchanged(Context context) {
        return !everyTask && context.equals(Context.root());
    }
}
