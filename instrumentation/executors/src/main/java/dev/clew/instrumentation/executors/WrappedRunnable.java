package dev.clew.instrumentation.executors;

/**
 * Stands for another task in the queue of an executor: equal to what stands for an equal one, and ordered as that is, where a
 * queue orders its tasks.
 */
abstract class WrappedRunnable implements Runnable, Comparable<WrappedRunnable> {
    private final Runnable task;

    WrappedRunnable(Runnable task) {
        this.task = task;
    }

    /** What is wrapped, which may be wrapped itself. */
    final Runnable task() {
        return task;
    }

    /** As the tasks' own order; {@link ClassCastException} where they have none, as without the wrapping. */
    @Override
    @SuppressWarnings("unchecked")
    public final int compareTo(WrappedRunnable other) {
        return ((Comparable<Object>) ExecutorTracing.unwrap(this)).compareTo(ExecutorTracing.unwrap(other));
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof WrappedRunnable wrapped
                && ExecutorTracing.unwrap(this).equals(ExecutorTracing.unwrap(wrapped));
    }

    @Override
    public final int hashCode() {
        return ExecutorTracing.unwrap(this).hashCode();
    }

    @Override
    public final String toString() {
        return ExecutorTracing.unwrap(this).toString();
    }
}
