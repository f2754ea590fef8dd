package dev.clew.instrumentation.executors;

/** A task that runs again and again, of whose runs something is told. What it waited is not: no run was handed over. */
final class PeriodicRunnable extends WrappedRunnable {
    private final TaskReport report;
    private final boolean newTrace;

    PeriodicRunnable(Runnable task, TaskReport report, boolean newTrace) {
        super(task);
        this.report = report;
        this.newTrace = newTrace;
    }

    @Override
    public void run() {
        TaskRun run = newTrace ? report.beginInNewTrace() : report.beginAgain();
        run.run(task());
    }
}
