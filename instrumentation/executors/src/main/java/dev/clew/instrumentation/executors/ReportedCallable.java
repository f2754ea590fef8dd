package dev.clew.instrumentation.executors;

import java.util.concurrent.Callable;

/** A task of which something is told when it starts, in the context that it is to be told in. */
record ReportedCallable<V>(Callable<V> task, TaskReport report, long dueNanos) implements Callable<V> {
    @Override
    public V call() throws Exception {
        return report.begin(dueNanos).call(task);
    }
}
