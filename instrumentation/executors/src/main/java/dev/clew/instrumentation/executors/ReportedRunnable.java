package dev.clew.instrumentation.executors;

/** A task of which something is told when it starts, in the context that it is to be told in. */
final class ReportedRunnable extends WrappedRunnable {
    private final TaskReport report;
    private final long dueNanos;

    ReportedRunnable(Runnable task, TaskReport report, long dueNanos) {
        super(task);
        this.report = report;
        this.dueNanos = dueNanos;
    }

    @Override
    public void run() {
        report.begin(dueNanos).run(task());
    }
}
