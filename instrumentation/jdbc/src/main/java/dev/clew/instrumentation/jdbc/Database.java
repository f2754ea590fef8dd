package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A database, as its URL names it.
 *
 * @param namespace the database within the server, or null
 * @param address the server's host, or null: it is within the process, or the URL names several
 * @param port 0 when not known
 */
record Database(
        DatabaseSystem system,
        @Nullable String namespace,
        @Nullable String address,
        int port) {
    static final Database UNKNOWN = new Database(DatabaseSystem.OTHER, null, null, 0);

    Attributes attributes() {
        AttributesBuilder attributes =
                Attributes.builder().put(DatabaseAttributes.DB_SYSTEM_NAME, system.semanticName());
        if (namespace != null) {
            attributes.put(DatabaseAttributes.DB_NAMESPACE, namespace);
        }
        if (address != null) {
            attributes.put(DatabaseAttributes.SERVER_ADDRESS, address);
            if (port > 0) {
                attributes.put(DatabaseAttributes.SERVER_PORT, (long) port);
            }
        }
        return attributes.build();
    }

    /** What a span is named after when nothing is known of the statement. */
    String name() {
        if (namespace != null) {
            return namespace;
        }
        if (address != null) {
            return port > 0 ? address + ":" + port : address;
        }
        return system.semanticName();
    }
}
