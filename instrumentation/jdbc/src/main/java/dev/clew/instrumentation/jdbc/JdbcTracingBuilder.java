package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.OpenTelemetry;
import java.util.Objects;

/** Sets up a {@link JdbcTracing}. A null argument throws. Threads: one. */
public final class JdbcTracingBuilder {
    private final OpenTelemetry openTelemetry;
    private QueryText queryText = QueryText.SANITISED;
    private ConnectionSpans connectionSpans = ConnectionSpans.FAILED;

    JdbcTracingBuilder(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
    }

    /** What becomes of a statement's text. Default: {@link QueryText#SANITISED}. */
    public JdbcTracingBuilder setQueryText(QueryText text) {
        queryText = Objects.requireNonNull(text, "text");
        return this;
    }

    /** Which ways to get a connection have a span. Default: {@link ConnectionSpans#FAILED}. */
    public JdbcTracingBuilder setConnectionSpans(ConnectionSpans spans) {
        connectionSpans = Objects.requireNonNull(spans, "spans");
        return this;
    }

    /** The tracing. */
    public JdbcTracing build() {
        Failures failures = new Failures();
        Outcomes outcomes = new Outcomes(queryText == QueryText.RAW);
        Calls calls = new Calls(
                new StatementCalls(openTelemetry, outcomes, failures),
                new ConnectionCalls(openTelemetry, connectionSpans, outcomes, failures),
                failures);
        return new JdbcTracing(calls, queryText);
    }
}
