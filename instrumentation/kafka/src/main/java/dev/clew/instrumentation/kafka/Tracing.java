package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

/**
 * What all traced clients of one {@link KafkaTracing} share. Threads: any.
 *
 * @param metrics null without a meter provider
 */
record Tracing(
        Tracer tracer,
        TextMapPropagator propagator,
        @Nullable OperationMetrics metrics,
        Settings settings,
        Failures failures) {
    private static final String SCOPE_NAME = "dev.clew.kafka";

    static Tracing of(OpenTelemetry openTelemetry, Settings settings) {
        return new Tracing(
                openTelemetry.getTracer(SCOPE_NAME),
                openTelemetry.getPropagators().getTextMapPropagator(),
                OperationMetrics.of(openTelemetry, SCOPE_NAME),
                settings,
                new Failures());
    }

    /** Runs a step of ours, of which the application must not notice that it fails. */
    void attempt(String step, Runnable ours) {
        try {
            ours.run();
        } catch (RuntimeException | LinkageError failure) {
            failures.add(step, failure);
        }
    }

    /** Ends the operation's span, which is in {@code context}, and measures it. */
    void end(Operation operation, Context context, @Nullable Throwable error) {
        Span span = Span.fromContext(context);
        if (error != null) {
            attempt("describe the error", () -> describe(span, error));
        }
        attempt("end", span::end);
        measure(operation, context, error);
    }

    void measure(Operation operation, Context context, @Nullable Throwable error) {
        OperationMetrics known = metrics;
        if (known != null) {
            attempt("measure", () -> known.ended(operation, context, error));
        }
    }

    static void describe(Span span, Throwable error) {
        if (span.isRecording()) {
            span.setAttribute(MessagingAttributes.ERROR_TYPE, error.getClass().getName());
            span.recordException(error);
            span.setStatus(StatusCode.ERROR);
        }
    }
}
