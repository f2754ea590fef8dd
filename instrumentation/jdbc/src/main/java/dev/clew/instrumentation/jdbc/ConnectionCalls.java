package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.jdbc.database.DatabaseSystem;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for connections, with a span around it where one is wanted. One that is only for failures is made when there is a failure,
 * and starts when the asking did. Within the asking no other asking is traced. Threads: any.
 */
final class ConnectionCalls {
    private static final ContextKey<Boolean> CONNECTING = ContextKey.named("clew-jdbc-connecting");
    private static final String NAME = "getConnection";

    private final Tracer tracer;
    private final ConnectionSpans spans;
    private final Outcomes outcomes;
    private final Failures failures;

    ConnectionCalls(OpenTelemetry openTelemetry, ConnectionSpans spans, Outcomes outcomes, Failures failures) {
        this.tracer = openTelemetry.getTracer(DatabaseAttributes.SCOPE);
        this.spans = spans;
        this.outcomes = outcomes;
        this.failures = failures;
    }

    /**
     * Asks for a connection.
     *
     * @param operations those of the database, once known
     */
    @Nullable
    Object run(@Nullable Operations operations, Call call) throws Throwable {
        Context parent = Context.current();
        if (spans == ConnectionSpans.NONE || parent.get(CONNECTING) != null || Suppression.isOn(parent)) {
            return call.run();
        }
        Span span = spans == ConnectionSpans.ALL ? start(parent, operations, 0) : Span.getInvalid();
        Context connecting = parent.with(CONNECTING, true);
        long begunNanos = System.nanoTime();
        Object connection;
        try (Scope scope = (span.getSpanContext().isValid() ? connecting.with(span) : connecting).makeCurrent()) {
            connection = call.run();
        } catch (Throwable error) {
            Span failed =
                    spans == ConnectionSpans.ALL ? span : start(parent, operations, System.nanoTime() - begunNanos);
            fail(failed, operations, error);
            throw error;
        }
        end(span);
        return connection;
    }

    private Span start(Context parent, @Nullable Operations operations, long agoNanos) {
        try {
            SpanBuilder builder = tracer.spanBuilder(NAME).setParent(parent);
            if (operations != null) {
                builder.setAllAttributes(operations.databaseAttributes());
            }
            if (agoNanos > 0) {
                builder.setStartTimestamp(Instant.now().minusNanos(agoNanos));
            }
            return builder.startSpan();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("start", failure);
            return Span.getInvalid();
        }
    }

    private void fail(Span span, @Nullable Operations operations, Throwable error) {
        try {
            DatabaseSystem system = operations == null
                    ? DatabaseSystem.OTHER
                    : operations.database().system();
            outcomes.failed(span, system, error);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
        end(span);
    }

    private void end(Span span) {
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("end", failure);
        }
    }
}
