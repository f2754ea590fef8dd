package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Where the items are: a table in an H2 within this process. By the number of the order, one in ten has to wait and one in twenty
 * finds it closed.
 */
final class Warehouse {
    private static final int BUSY_MILLIS = 120;
    private static final String FULL = """
            CREATE TABLE stock AS SELECT * FROM (VALUES ('teapot', 1000000), ('kettle', 1000000), ('whisk', 1000000),
                ('matcha bowl', 1000000), ('tin of sencha', 1000000)) AS full_shelves (item, pieces)""";

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:warehouse", "", "");
    private final DataSource database;

    Warehouse(OpenTelemetry openTelemetry) throws IOException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(FULL);
        } catch (SQLException e) {
            throw new IOException("the warehouse has no database: " + e.getMessage(), e);
        }
        database = JdbcTracing.create(openTelemetry).wrap(pool);
    }

    /** Takes one of the items; returns how many are left. */
    int take(String item, int order) throws ClosedException, SQLException {
        if (order % 20 == 7) {
            throw new ClosedException("the warehouse is closed");
        }
        if (order % 10 == 0) {
            CurrentSpan.annotate("the warehouse is busy", "shop.wait.millis", BUSY_MILLIS);
            waitForTurn();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement take =
                        connection.prepareStatement("UPDATE stock SET pieces = pieces - 1 WHERE item = ?");
                PreparedStatement count = connection.prepareStatement("SELECT pieces FROM stock WHERE item = ?")) {
            connection.setAutoCommit(false);
            take.setString(1, item);
            take.executeUpdate();
            count.setString(1, item);
            int left = number(count);
            connection.commit();
            CurrentSpan.annotate("taken", "shop.left", left);
            return left;
        }
    }

    private static int number(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the warehouse has no such item");
            }
            return rows.getInt(1);
        }
    }

    private static void waitForTurn() {
        new CompletableFuture<String>()
                .completeOnTimeout("your turn", BUSY_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    void close() {
        pool.dispose();
    }

    /** Nothing can be taken now. */
    static final class ClosedException extends Exception {
        ClosedException(String message) {
            super(message);
        }
    }
}
