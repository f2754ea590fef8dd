package dev.clew.instrumentation.executors;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a task once, and ends its span. Threads: the one that runs the task.
 *
 * @param context current while the task runs
 * @param span the task's own, or the invalid one
 */
record TaskRun(Context context, Span span) {
    private static final Logger LOGGER = Logger.getLogger(TaskRun.class.getName());
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** A run without a span, in the current context. */
    static TaskRun untold() {
        return new TaskRun(Context.current(), Span.getInvalid());
    }

    void run(Runnable task) {
        try (Scope scope = context.makeCurrent()) {
            task.run();
        } catch (Throwable failure) {
            fail(failure);
            throw failure;
        } finally {
            end();
        }
    }

    <V> V call(Callable<V> task) throws Exception {
        try (Scope scope = context.makeCurrent()) {
            return task.call();
        } catch (Throwable failure) {
            fail(failure);
            throw failure;
        } finally {
            end();
        }
    }

    private void fail(Throwable failure) {
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

    private void end() {
        try {
            span.end();
        } catch (RuntimeException | LinkageError ours) {
            LOGGER.log(Level.FINE, "the span of a task did not end", ours);
        }
    }
}
