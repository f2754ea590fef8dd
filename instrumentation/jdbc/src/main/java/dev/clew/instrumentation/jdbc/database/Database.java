package dev.clew.instrumentation.jdbc.database;

import org.jspecify.annotations.Nullable;

/**
 * A database, as its URL names it.
 *
 * @param namespace the database within the server, or null
 * @param address the server's host, or null: it is within the process, or the URL names several
 * @param port 0 when not known
 */
public record Database(
        DatabaseSystem system,
        @Nullable String namespace,
        @Nullable String address,
        int port) {
    /** One of which nothing is known. */
    public static final Database UNKNOWN = new Database(DatabaseSystem.OTHER, null, null, 0);

    /** What a span is named after when nothing is known of the statement. */
    public String name() {
        if (namespace != null) {
            return namespace;
        }
        if (address != null) {
            return port > 0 ? address + ":" + port : address;
        }
        return system.semanticName();
    }
}
