package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.OpenTelemetry;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Traces the statements that a {@link DataSource}'s connections run: one CLIENT span each, from the call to its return. Reading
 * the rows of a result is not in it.
 *
 * <pre>{@code
 * DataSource traced = JdbcTracing.create(openTelemetry).wrap(dataSource);
 * }</pre>
 *
 * <p>Threads: any.
 */
public final class JdbcTracing {
    private final Calls calls;
    private final QueryText queryText;

    JdbcTracing(Calls calls, QueryText queryText) {
        this.calls = calls;
        this.queryText = queryText;
    }

    /** A tracing with the defaults of {@link #builder}. */
    public static JdbcTracing create(OpenTelemetry openTelemetry) {
        return builder(openTelemetry).build();
    }

    /** A builder whose spans are made by the tracer, and whose durations are recorded by the meter, of {@code openTelemetry}. */
    public static JdbcTracingBuilder builder(OpenTelemetry openTelemetry) {
        return new JdbcTracingBuilder(Objects.requireNonNull(openTelemetry, "openTelemetry"));
    }

    /**
     * {@code dataSource} with traced connections; itself when it is traced. Wrap the pool or what the pool takes its connections
     * from; with both, a statement still gets one span.
     *
     * <p>What database it is comes from the URL of the first connection: of a data source that chooses between several, wrap
     * those. The traced one can be closed, when {@code dataSource} can, and {@link DataSource#unwrap} gives what is behind it.
     */
    public DataSource wrap(DataSource dataSource) {
        return TracedConnections.of(
                Objects.requireNonNull(dataSource, "dataSource"),
                new DatabaseLookup(queryText, calls.failures()),
                calls);
    }
}
