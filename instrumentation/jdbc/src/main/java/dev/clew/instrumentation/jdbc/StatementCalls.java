package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements, each with a span around it that is current meanwhile, and records how long they took.
 *
 * <p>Within a statement no other is traced: it is the same one on its way through another wrapper. A tracer or a meter that
 * fails is logged and the statement goes on. Threads: any.
 */
final class StatementCalls {
    private static final ContextKey<Boolean> IN_STATEMENT = ContextKey.named("clew-jdbc-statement");
    private static final List<Double> BUCKET_SECONDS = List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Tracer tracer;
    private final @Nullable DoubleHistogram durations;
    private final Outcomes outcomes;
    private final Failures failures;

    StatementCalls(OpenTelemetry openTelemetry, Outcomes outcomes, Failures failures) {
        this.tracer = openTelemetry.getTracer(DatabaseAttributes.SCOPE);
        this.durations = durations(openTelemetry.getMeterProvider());
        this.outcomes = outcomes;
        this.failures = failures;
    }

    private static @Nullable DoubleHistogram durations(MeterProvider meters) {
        return MeterProvider.noop().equals(meters)
                ? null
                : meters.get(DatabaseAttributes.SCOPE)
                        .histogramBuilder("db.client.operation.duration")
                        .setDescription("Duration of database client operations.")
                        .setUnit("s")
                        .setExplicitBucketBoundariesAdvice(BUCKET_SECONDS)
                        .build();
    }

    /** A statement that is running. */
    private record Running(Operation operation, Context context, long begunNanos) {}

    /** Runs the statement; {@code operation} is asked for only when it is traced. */
    @Nullable
    Object run(Supplier<Operation> operation, Call call) throws Throwable {
        Running running = start(operation);
        if (running == null) {
            return call.run();
        }
        Object result;
        try (Scope scope = running.context.makeCurrent()) {
            result = call.run();
        } catch (Throwable error) {
            end(running, error);
            throw error;
        }
        end(running, null);
        return result;
    }

    private @Nullable Running start(Supplier<Operation> described) {
        try {
            Context parent = Context.current();
            if (parent.get(IN_STATEMENT) != null || Suppression.isOn(parent)) {
                return null;
            }
            Operation operation = described.get();
            Span span = tracer.spanBuilder(operation.name())
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(parent)
                    .setAllAttributes(operation.spanAttributes())
                    .startSpan();
            return new Running(operation, parent.with(span).with(IN_STATEMENT, true), System.nanoTime());
        } catch (RuntimeException | LinkageError failure) {
            failures.add("start", failure);
            return null;
        }
    }

    private void end(Running running, @Nullable Throwable error) {
        Span span = Span.fromContext(running.context);
        try {
            record(running, error);
            if (error != null) {
                outcomes.failed(span, running.operation.system(), error);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("end", failure);
        }
    }

    private void record(Running running, @Nullable Throwable error) {
        if (durations == null) {
            return;
        }
        double seconds = (System.nanoTime() - running.begunNanos) / NANOS_PER_SECOND;
        Attributes attributes = running.operation.metricAttributes();
        if (error != null) {
            attributes = attributes.toBuilder()
                    .putAll(outcomes.attributes(running.operation.system(), error))
                    .build();
        }
        durations.record(seconds, attributes, running.context);
    }
}
