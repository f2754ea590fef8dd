package dev.clew.instrumentation.executors;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells of tasks when they start, in the trace that they were handed over in: as a span of their own, as an event of the span
 * that was current there, or both. Its own failures end here: the task runs. Threads: any.
 *
 * @param executorName goes into the names of spans
 * @param taskSpans whether each task gets a span
 * @param eventAfterNanos how long a task must have waited for an event; {@link #NO_EVENTS} for none
 * @param nanoTime a monotonic clock
 */
record TaskReport(Tracer tracer, String executorName, boolean taskSpans, long eventAfterNanos, LongSupplier nanoTime) {
    static final long NO_EVENTS = Long.MAX_VALUE;

    private static final Logger LOGGER = Logger.getLogger(TaskReport.class.getName());
    private static final double NANOS_PER_MILLI = 1e6;

    private static final String TASK_STARTED = "task started";
    private static final AttributeKey<String> EXECUTOR_NAME = AttributeKey.stringKey("clew.executor.name");
    private static final AttributeKey<Double> WAIT_MILLIS = AttributeKey.doubleKey("clew.executor.wait_ms");
    private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

    /** Whether there is somebody to tell: a trace to put a span into, or a span to put an event into. */
    boolean tellsIn(Context context) {
        return taskSpans ? linksTo(context) : Span.fromContext(context).isRecording();
    }

    /** Whether there is a span to link a new trace to, sampled or not: the new one is sampled for itself. */
    boolean linksTo(Context context) {
        return Span.fromContext(context).getSpanContext().isValid();
    }

    /** When a task that is handed over now, to start after the given time, has waited for nothing. */
    long dueNanos(long delayNanos) {
        return nanoTime.getAsLong() + Math.max(delayNanos, 0);
    }

    /** A task starts that has been ready to run since {@code dueNanos}. */
    TaskRun begin(long dueNanos) {
        long waitNanos = Math.max(nanoTime.getAsLong() - dueNanos, 0);
        try {
            Span span = Span.current();
            if (waitNanos >= eventAfterNanos && span.isRecording()) {
                span.addEvent(TASK_STARTED, attributes(waitNanos));
            }
            return taskSpans ? start(Context.current(), builder(), waitNanos) : TaskRun.untold();
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure);
        }
    }

    /** A periodic task runs, in the current trace. */
    TaskRun beginAgain() {
        try {
            return taskSpans ? start(Context.current(), builder(), -1) : TaskRun.untold();
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure);
        }
    }

    /** A periodic task runs, in a trace that begins with the run and is linked to the current span. */
    TaskRun beginInNewTrace() {
        try {
            SpanBuilder builder = builder().setNoParent().addLink(Span.current().getSpanContext());
            return start(Context.current(), builder, -1);
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure);
        }
    }

    private SpanBuilder builder() {
        return tracer.spanBuilder(executorName + " task");
    }

    private TaskRun start(Context context, SpanBuilder builder, long waitNanos) {
        Span span = builder.startSpan();
        if (span.isRecording()) {
            span.setAllAttributes(attributes(waitNanos));
        }
        return new TaskRun(context.with(span), span);
    }

    private Attributes attributes(long waitNanos) {
        String thread = Thread.currentThread().getName();
        return waitNanos < 0
                ? Attributes.of(EXECUTOR_NAME, executorName, THREAD_NAME, thread)
                : Attributes.of(
                        EXECUTOR_NAME, executorName, THREAD_NAME, thread, WAIT_MILLIS, waitNanos / NANOS_PER_MILLI);
    }

    private static TaskRun failed(Throwable failure) {
        LOGGER.log(Level.FINE, "nothing is told of a task, it runs", failure);
        return TaskRun.untold();
    }
}
