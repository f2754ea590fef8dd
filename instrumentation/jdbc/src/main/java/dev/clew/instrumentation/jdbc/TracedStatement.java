package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement with a span around each of its executions. Threads: those that the statement is for. */
final class TracedStatement extends Delegation {
    private final Object connection;
    private final StatementText text;
    private final StatementCalls calls;

    /** A traced {@code delegate} of the traced {@code connection}. */
    TracedStatement(Statement delegate, Object connection, StatementText text, StatementCalls calls) {
        super(delegate);
        this.connection = connection;
        this.text = text;
        this.calls = calls;
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, Object[] given) throws Throwable {
        switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                return calls.run(() -> text.operation(sql(given)), () -> pass(method, given));
            }
            case "executeBatch", "executeLargeBatch" -> {
                return executeBatch(method, given);
            }
            case "addBatch" -> {
                Object none = pass(method, given);
                text.addToBatch(sql(given));
                return none;
            }
            case "clearBatch" -> {
                Object none = pass(method, given);
                text.clearBatch();
                return none;
            }
            case "getConnection" -> {
                return pass(method, given) == null ? null : connection;
            }
            default -> {
                return pass(method, given);
            }
        }
    }

    private @Nullable Object executeBatch(Method method, Object[] given) throws Throwable {
        try {
            return calls.run(text::batchOperation, () -> pass(method, given));
        } finally {
            text.clearBatch();
        }
    }

    private static @Nullable String sql(Object[] given) {
        return given.length > 0 && given[0] instanceof String sql ? sql : null;
    }
}
