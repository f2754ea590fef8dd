package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection whose statements are traced. Threads: those that the connection is for. */
final class TracedConnection extends Delegation {
    private final Operations operations;
    private final StatementCalls calls;

    private TracedConnection(Connection delegate, Operations operations, StatementCalls calls) {
        super(delegate);
        this.operations = operations;
        this.calls = calls;
    }

    static Object of(Connection connection, Operations operations, StatementCalls calls) {
        return new TracedConnection(connection, operations, calls).proxy(Connection.class);
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, Object[] given) throws Throwable {
        Object answer = pass(method, given);
        if (answer instanceof Statement statement) {
            String sql = given.length > 0 && given[0] instanceof String text ? text : null;
            return new TracedStatement(statement, proxy, new StatementText(sql, operations), calls)
                    .proxy(type(statement));
        }
        return answer;
    }

    private static Class<?> type(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }
}
