package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.jdbc.database.Database;
import dev.clew.instrumentation.jdbc.database.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what database a data source leads to: by asking the first connection for its URL, and no other. Where that fails the
 * next connection is asked, and meanwhile nothing is known. Threads: any; at the beginning, several may ask.
 */
final class DatabaseLookup {
    private final QueryText queryText;
    private final Failures failures;
    private final Operations unknown;
    private volatile @Nullable Operations found;

    DatabaseLookup(QueryText queryText, Failures failures) {
        this.queryText = queryText;
        this.failures = failures;
        this.unknown = new Operations(Database.UNKNOWN, queryText);
    }

    /** The statements of the database that {@code connection} leads to. */
    Operations operations(Connection connection) {
        Operations operations = found;
        return operations == null ? ask(connection) : operations;
    }

    /** The answer so far, or null. */
    @Nullable
    Operations found() {
        return found;
    }

    private Operations ask(Connection connection) {
        try {
            Operations operations =
                    new Operations(JdbcUrl.parse(connection.getMetaData().getURL()), queryText);
            found = operations;
            return operations;
        } catch (SQLException | RuntimeException | LinkageError failure) {
            failures.add("metadata", failure);
            return unknown;
        }
    }
}
