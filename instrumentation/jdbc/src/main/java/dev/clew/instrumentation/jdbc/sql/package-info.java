/**
 * What a statement is, without the values in it: its text with {@code ?} for every literal, and what it does to which tables.
 * For the package above, and not for applications. Immutable or used within one call; nothing in here throws, and the work is
 * linear in what is read of a statement, {@value dev.clew.instrumentation.jdbc.sql.Query#MAX_CHARS} characters at most.
 */
@NullMarked
package dev.clew.instrumentation.jdbc.sql;

import org.jspecify.annotations.NullMarked;
