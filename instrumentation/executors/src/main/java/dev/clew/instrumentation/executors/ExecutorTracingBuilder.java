package dev.clew.instrumentation.executors;

import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of tasks besides carrying their context. By default nothing is: most pools are never full, and a span a task is
 * dear where tasks are small. Threads: one.
 */
public final class ExecutorTracingBuilder {
    private static final String TRACER_NAME = "dev.clew.executors";

    private final OpenTelemetry openTelemetry;
    private String name = "executor";
    private boolean taskSpans;
    private @Nullable Duration eventAfter;
    private PeriodicRuns periodicRuns = PeriodicRuns.IN_THE_SAME_TRACE;
    private LongSupplier nanoTime = System::nanoTime;

    ExecutorTracingBuilder(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
    }

    /** What the executor is for, such as {@code pricing}: it is in span names, so few and stable. Default {@code executor}. */
    public ExecutorTracingBuilder setName(String executorName) {
        name = Arguments.notNull("executorName", executorName);
        return this;
    }

    /**
     * True for a span around each task that is handed over in a trace: from its start, with what it waited as an attribute, to
     * its end. Needed to see tasks that outlive the span that handed them over. Default false.
     */
    public ExecutorTracingBuilder setTaskSpans(boolean areMade) {
        taskSpans = areMade;
        return this;
    }

    /**
     * Adds an event to the span that was current when a task was handed over, if that task waited so long for a thread: cheaper
     * than a span, and lost when that span has ended by then. {@link Duration#ZERO} for every task. By default no event is added.
     *
     * @throws IllegalArgumentException if negative or null
     */
    public ExecutorTracingBuilder setWaitEvents(Duration after) {
        if (Arguments.notNull("after", after).isNegative()) {
            throw new IllegalArgumentException("after must not be negative: after=" + after);
        }
        eventAfter = after;
        return this;
    }

    /** Which trace the runs of a periodic task belong to. Default: that of the call that scheduled it. */
    public ExecutorTracingBuilder setPeriodicRuns(PeriodicRuns runs) {
        periodicRuns = Arguments.notNull("runs", runs);
        return this;
    }

    ExecutorTracingBuilder setNanoTime(LongSupplier monotonic) {
        nanoTime = monotonic;
        return this;
    }

    /** What wraps executors so. */
    public ExecutorTracing build() {
        boolean tells = taskSpans || eventAfter != null || periodicRuns == PeriodicRuns.IN_NEW_TRACES;
        return new ExecutorTracing(new Carriage(tells ? report() : null, periodicRuns, false));
    }

    private TaskReport report() {
        long eventAfterNanos = eventAfter == null ? TaskReport.NO_EVENTS : eventAfter.toNanos();
        return new TaskReport(openTelemetry.getTracer(TRACER_NAME), name, taskSpans, eventAfterNanos, nanoTime);
    }
}
