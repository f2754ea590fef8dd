package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.jdbc.database.DatabaseSystem;
import dev.clew.instrumentation.jdbc.sql.Query;
import io.opentelemetry.api.common.Attributes;

/**
 * What a span and a duration say of a statement before it has run. Made once for a prepared statement. Threads: immutable.
 *
 * @param system whose statement it is
 * @param query what the statement is
 * @param text its text as it is recorded; empty when it is not
 * @param name the name of its span
 * @param spanAttributes what its span starts with
 * @param metricAttributes what its duration is recorded with
 */
record Operation(
        DatabaseSystem system,
        Query query,
        String text,
        String name,
        Attributes spanAttributes,
        Attributes metricAttributes) {}
