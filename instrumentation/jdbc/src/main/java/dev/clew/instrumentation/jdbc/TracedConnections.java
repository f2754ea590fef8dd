package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source, or the builder that it gave, whose connections are traced. Threads: those that the data source is for. */
final class TracedConnections extends Delegation {
    private final DatabaseLookup lookup;
    private final Calls calls;

    private TracedConnections(Object delegate, DatabaseLookup lookup, Calls calls) {
        super(delegate);
        this.lookup = lookup;
        this.calls = calls;
    }

    static DataSource of(DataSource dataSource, DatabaseLookup lookup, Calls calls) {
        if (isProxy(dataSource, TracedConnections.class)) {
            return dataSource;
        }
        TracedConnections traced = new TracedConnections(dataSource, lookup, calls);
        return (DataSource)
                (dataSource instanceof AutoCloseable
                        ? traced.proxy(DataSource.class, AutoCloseable.class)
                        : traced.proxy(DataSource.class));
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, Object[] given) throws Throwable {
        Class<?> type = method.getReturnType();
        if (type == Connection.class) {
            Object connection = calls.connections().run(lookup.found(), () -> pass(method, given));
            return connection == null ? null : traced((Connection) connection);
        }
        Object answer = pass(method, given);
        if (type != ConnectionBuilder.class || answer == null) {
            return answer;
        }
        return answer.equals(delegate())
                ? proxy
                : new TracedConnections(answer, lookup, calls).proxy(ConnectionBuilder.class);
    }

    private Object traced(Connection connection) {
        return TracedConnection.of(connection, lookup.operations(connection), calls.statements());
    }
}
