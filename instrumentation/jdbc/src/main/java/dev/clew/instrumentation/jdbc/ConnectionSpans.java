package dev.clew.instrumentation.jdbc;

/** For which calls of {@link javax.sql.DataSource#getConnection} there is a span, {@code getConnection}. */
public enum ConnectionSpans {
    /** For those that give none: a pool that times out, a database that is away. */
    FAILED,
    /** For all, so that waiting for a pool shows in the trace. */
    ALL,
    /** For none. */
    NONE
}
