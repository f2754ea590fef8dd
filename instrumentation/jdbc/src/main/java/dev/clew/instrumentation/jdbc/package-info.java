/**
 * Client spans for what a {@link javax.sql.DataSource}'s connections run, with the text of the statements and without the values
 * in it. For applications, which need {@link dev.clew.instrumentation.jdbc.JdbcTracing} only. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.jdbc;

import org.jspecify.annotations.NullMarked;
