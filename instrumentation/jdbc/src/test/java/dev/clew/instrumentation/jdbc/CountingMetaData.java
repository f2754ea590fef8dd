package dev.clew.instrumentation.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that watch who asks for their meta data. */
final class CountingMetaData {
    private CountingMetaData() {}

    static Connection of(Connection connection, AtomicInteger asked) {
        return watched(connection, asked::incrementAndGet);
    }

    static Connection failing(Connection connection) {
        return watched(connection, () -> {
            throw new SQLException("no meta data today");
        });
    }

    private interface Watch {
        void asked() throws SQLException;
    }

    private static Connection watched(Connection connection, Watch watch) {
        return (Connection) Proxy.newProxyInstance(
                CountingMetaData.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("getMetaData")) {
                        watch.asked();
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getTargetException();
                    }
                });
    }
}
