package dev.clew.instrumentation.executors;

/** Looks for a task in a queue: a queue asks what it is to remove whether it equals an element, and not the element. */
final class QueuedTask implements Runnable {
    private final Runnable task;

    QueuedTask(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        task.run();
    }

    @Override
    public boolean equals(Object element) {
        return element instanceof Runnable queued && task.equals(ExecutorTracing.unwrap(original(queued)));
    }

    @Override
    public int hashCode() {
        return task.hashCode();
    }

    private static Runnable original(Runnable queued) {
        return queued instanceof QueuedTask other ? other.task : queued;
    }
}
