package dev.clew.instrumentation.executors;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A task between its start and its end, with its span current. Threads: the one that runs the task.
 *
 * @param span the task's own, or the invalid one
 * @param scope of that span
 */
record TaskRun(Span span, Scope scope) {
    static final TaskRun UNTOLD = new TaskRun(Span.getInvalid(), Scope.noop());

    private static final Logger LOGGER = Logger.getLogger(TaskRun.class.getName());
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** The task threw; {@link #end} follows. */
    void fail(Throwable failure) {
        try {
            if (span.isRecording()) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(ERROR_TYPE, failure.getClass().getName());
                span.recordException(failure);
            }
        } catch (RuntimeException | LinkageError ours) {
            LOGGER.log(Level.FINE, "the failure of a task is not in its span", ours);
        }
    }

    void end() {
        scope.close();
        try {
            span.end();
        } catch (RuntimeException | LinkageError ours) {
            LOGGER.log(Level.FINE, "the span of a task did not end", ours);
        }
    }
}
