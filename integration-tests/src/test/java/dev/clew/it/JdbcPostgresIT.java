package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import dev.clew.it.parts.Postgres;
import dev.clew.it.parts.RealPostgres;
import dev.clew.testing.ClewRecording;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** JDBC's tracing on a real PostgreSQL through a real pool, on Clew and on the OpenTelemetry SDK: both record the same. */
@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class JdbcPostgresIT {
    private static final String PASSWORD = "hunter2";

    private HikariDataSource pool;
    private Postgres postgres;

    @BeforeAll
    void open(Postgres running) throws SQLException {
        postgres = running;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(running.url() + "?ApplicationName=clew");
        config.setUsername(Postgres.NAME);
        config.setPassword(PASSWORD);
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id SERIAL PRIMARY KEY, email TEXT UNIQUE)");
            statement.execute("CREATE FUNCTION twice(n INT) RETURNS INT LANGUAGE SQL AS $$ SELECT 2 * n $$");
            statement.execute(
                    "CREATE PROCEDURE forget(who TEXT) LANGUAGE SQL AS $$ DELETE FROM customers WHERE email = who $$");
        }
    }

    @AfterAll
    void close() {
        pool.close();
    }

    private interface Work {
        void on(DataSource traced) throws Exception;
    }

    /** What both SDKs recorded of the work, as one line below the span of the caller. */
    private String recorded(Work work, String... attributeKeys) throws Exception {
        String onClew;
        try (ClewRecording recording = ClewRecording.create()) {
            run(recording.getOpenTelemetry(), work);
            assertThat(recording.spans().toString()).doesNotContain(PASSWORD);
            onClew = recording.trees(attributeKeys);
        }
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build()) {
            run(sdk, work);
            assertThat(TraceTree.of(exporter.getFinishedSpanItems()))
                    .singleElement()
                    .extracting(tree -> tree.toLine(attributeKeys))
                    .isEqualTo(onClew);
        }
        return onClew;
    }

    private void run(OpenTelemetry openTelemetry, Work work) throws Exception {
        Span caller = openTelemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            work.on(JdbcTracing.create(openTelemetry).wrap(pool));
        } finally {
            caller.end();
        }
    }

    @Test
    void statement_saysWhatRanWhere() throws Exception {
        String line = recorded(
                traced -> {
                    try (Connection connection = traced.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute(
                                "SELECT $$it's$$, E'it\\'s', $x$a$$b$x$, 'x'::text FROM \"customers\" WHERE id IN (1, 2)");
                    }
                },
                "db.system.name",
                "db.namespace",
                "server.address",
                "server.port",
                "db.query.text");
        assertThat(line)
                .isEqualTo("request > CLIENT SELECT \"customers\" [db.system.name=postgresql, db.namespace="
                        + Postgres.NAME + ", server.address="
                        + postgres.host() + ", server.port=" + postgres.port()
                        + ", db.query.text=SELECT ?, ?, ?, ?::text FROM \"customers\" WHERE id IN (?)]");
    }

    @Test
    void prepared_batchAndKeys() throws Exception {
        String line = recorded(
                traced -> {
                    try (Connection connection = traced.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection);
                        connection.rollback();
                    }
                },
                "db.operation.batch.size");
        assertThat(line)
                .isEqualTo(
                        "request > (CLIENT INSERT customers, CLIENT BATCH INSERT customers [db.operation.batch.size=3])");
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO customers (email) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "z@example.com");
            assertThat(insert.executeLargeUpdate()).isOne();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("id")).isPositive();
            }
            for (String name : new String[] {"a", "b", "c"}) {
                insert.setString(1, name + "@example.com");
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void calls_nameWhatTheyCall() throws Exception {
        String line = recorded(
                traced -> {
                    try (Connection connection = traced.getConnection();
                            CallableStatement twice = connection.prepareCall("{? = call twice(?)}");
                            PreparedStatement forget = connection.prepareStatement("CALL forget(?)")) {
                        twice.registerOutParameter(1, java.sql.Types.INTEGER);
                        twice.setInt(2, 21);
                        twice.execute();
                        assertThat(twice.getInt(1)).isEqualTo(42);
                        forget.setString(1, "nobody");
                        forget.execute();
                    }
                },
                "db.stored_procedure.name");
        assertThat(line)
                .isEqualTo("request > (CLIENT call twice [db.stored_procedure.name=twice],"
                        + " CLIENT CALL forget [db.stored_procedure.name=forget])");
    }

    @Test
    void failure_saysTheCodeAndNotTheRow() throws Exception {
        String line = recorded(
                traced -> {
                    try (Connection connection = traced.getConnection();
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("INSERT INTO customers (email) VALUES ('bob@example.com')");
                        assertThatExceptionOfType(SQLException.class)
                                .isThrownBy(() ->
                                        statement.execute("INSERT INTO customers (email) VALUES ('bob@example.com')"))
                                .withMessageContaining("bob@example.com");
                        connection.rollback();
                    }
                },
                "error.type",
                "db.response.status_code");
        assertThat(line)
                .isEqualTo("request > (CLIENT INSERT customers, CLIENT INSERT customers [ERROR, error.type=23505,"
                        + " db.response.status_code=23505])");
    }

    @Test
    void cancelledStatement_endsItsSpanOnce() throws Exception {
        String line = recorded(
                traced -> {
                    try (Connection connection = traced.getConnection();
                            Statement statement = connection.createStatement()) {
                        CompletableFuture<Void> cancelled =
                                CompletableFuture.runAsync(() -> cancelOnceRunning(statement));
                        assertThatExceptionOfType(SQLException.class)
                                .isThrownBy(() -> statement.execute("SELECT pg_sleep(50)"));
                        cancelled.join();
                    }
                },
                "error.type");
        assertThat(line).isEqualTo("request > CLIENT SELECT [ERROR, error.type=57014]");
    }

    private void cancelOnceRunning(Statement statement) {
        await().until(() -> {
            try (Connection watch = DriverManager.getConnection(postgres.url(), Postgres.NAME, PASSWORD);
                    Statement activity = watch.createStatement();
                    ResultSet rows = activity.executeQuery(
                            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'")) {
                return rows.next();
            }
        });
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void driversOwnInterface_isReachedThroughPoolAndTracing() throws Exception {
        String line = recorded(traced -> {
            try (Connection connection = traced.getConnection()) {
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isPositive();
            }
        });
        assertThat(line).isEqualTo("request");
    }
}
