package dev.clew.instrumentation.jdbc;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is recorded of the statements that H2 runs, on the OpenTelemetry SDK. */
@Timeout(60)
class JdbcContractTest {
    private static final AttributeKey<String> TEXT = stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = stringKey("db.query.summary");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");

    private final Telemetry telemetry = telemetry();
    private final Shop shop;
    private Connection connection;

    JdbcContractTest() throws SQLException {
        shop = new Shop();
        connection = connect(JdbcTracing.create(telemetry.openTelemetry()));
    }

    /** The SDK under the suite. */
    Telemetry telemetry() {
        return Telemetry.standard();
    }

    private Connection connect(JdbcTracing tracing) throws SQLException {
        return tracing.wrap(shop.dataSource()).getConnection();
    }

    private SpanData onlySpan() {
        assertThat(telemetry.spans()).hasSize(1);
        return telemetry.spans().get(0);
    }

    @BeforeEach
    void nothingIsRecordedOfAConnection() {
        assertThat(telemetry.spans()).isEmpty();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        shop.close();
        telemetry.close();
    }

    @Test
    void statement_isAClientSpanThatSaysWhatRanWhere() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM orders WHERE name = 'tea' AND id IN (1, 2)")) {
            assertThat(rows.next()).isTrue();
        }

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("SELECT orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("dev.clew.jdbc");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("db.system.name", "h2database")
                        .put("db.namespace", "shop")
                        .put("db.operation.name", "SELECT")
                        .put("db.collection.name", "orders")
                        .put("db.query.summary", "SELECT orders")
                        .put("db.query.text", "SELECT id FROM orders WHERE name = ? AND id IN (?)")
                        .build()
                        .asMap());
    }

    @Test
    void prepared_hasASpanForEachExecutionAndNoParameter() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into orders (id, name) values (?, ?)")) {
            insert.setInt(1, 4711);
            insert.setString(2, "secret tea");
            assertThat(insert.executeUpdate()).isOne();
            insert.setInt(1, 4712);
            insert.setString(2, "secret coffee");
            assertThat(insert.execute()).isFalse();
            assertThat(insert.getMoreResults()).isFalse();
        }

        assertThat(telemetry.trees("db.query.text")).isEqualTo("""
                        CLIENT insert orders [db.query.text=insert into orders (id, name) values (?, ?)]
                        CLIENT insert orders [db.query.text=insert into orders (id, name) values (?, ?)]""");
        assertThat(telemetry.spans().toString()).doesNotContain("secret", "471");
    }

    @Test
    void everyKindOfExecutionIsOneSpan() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.executeUpdate("DELETE FROM orders WHERE id = 2"))
                    .isOne();
            assertThat(statement.executeLargeUpdate("UPDATE orders SET name = 'x'"))
                    .isOne();
            statement.executeUpdate("INSERT INTO orders (name) VALUES ('y')", Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
            }
        }

        assertThat(telemetry.spans())
                .extracting(SpanData::getName)
                .containsExactly("SELECT", "DELETE orders", "UPDATE orders", "INSERT orders");
    }

    @Test
    void call_namesTheProcedure() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call twice(?)}")) {
            call.setInt(1, 21);
            try (ResultSet rows = call.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }

        assertThat(telemetry.trees("db.stored_procedure.name", "db.collection.name", "db.operation.name"))
                .isEqualTo("CLIENT call twice [db.stored_procedure.name=twice, db.operation.name=call]");
    }

    @Test
    void batch_ofOneStatementSaysHowManyTimes() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders (name) VALUES (?)")) {
            for (String name : new String[] {"a", "b", "c"}) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(3);
            insert.setString(1, "d");
            insert.addBatch();
            assertThat(insert.executeLargeBatch()).hasSize(1);
        }

        assertThat(telemetry.trees("db.operation.batch.size", "db.operation.name", "db.query.text"))
                .isEqualTo("""
                        CLIENT BATCH INSERT orders [db.operation.batch.size=3, db.operation.name=BATCH INSERT, \
                        db.query.text=INSERT INTO orders (name) VALUES (?)]
                        CLIENT INSERT orders [db.operation.name=INSERT, db.query.text=INSERT INTO orders (name) VALUES (?)]""");
    }

    @Test
    void batch_ofStatementsThatDifferInValuesOnlyIsOneOfTheSame() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO orders (name) VALUES ('a')");
            statement.addBatch("INSERT INTO orders (name) VALUES ('b')");
            statement.executeBatch();
        }

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("BATCH INSERT orders");
        assertThat(span.getAttributes().get(TEXT)).isEqualTo("INSERT INTO orders (name) VALUES (?)");
        assertThat(span.getAttributes().get(BATCH_SIZE)).isEqualTo(2);
    }

    @Test
    void batch_ofDifferentStatementsHasThemAll() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("DELETE FROM orders WHERE id = 1");
            statement.clearBatch();
            statement.addBatch("INSERT INTO orders (name) VALUES ('a')");
            statement.addBatch("UPDATE orders SET name = 'b' WHERE name = 'a'");
            statement.executeBatch();
        }

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("BATCH");
        assertThat(span.getAttributes().get(stringKey("db.collection.name"))).isEqualTo("orders");
        assertThat(span.getAttributes().get(stringKey("db.operation.name"))).isEqualTo("BATCH");
        assertThat(span.getAttributes().get(TEXT))
                .isEqualTo("INSERT INTO orders (name) VALUES (?); UPDATE orders SET name = ? WHERE name = ?");
        assertThat(span.getAttributes().get(BATCH_SIZE)).isEqualTo(2);
    }

    @Test
    void batch_thatFailsIsOneFailedSpanAndTheNextOneIsNew() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO orders (id, name) VALUES (8, 'tea')");
            statement.addBatch("INSERT INTO orders (id, name) VALUES (9, 'cocoa')");
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
            statement.clearBatch();
            assertThat(statement.executeBatch()).isEmpty();
        }

        assertThat(telemetry.trees("db.operation.batch.size", "db.response.status_code"))
                .isEqualTo("""
                        CLIENT BATCH INSERT orders [ERROR, db.operation.batch.size=2, db.response.status_code=23505]
                        CLIENT BATCH [db.operation.batch.size=0]""");
    }

    @Test
    void failure_isTheDriversOwnAndTheSpanSaysItsCodeAndNotItsMessage() throws SQLException {
        SQLException thrown;
        try (Statement statement = connection.createStatement()) {
            thrown = catchThrowableOfType(
                    SQLException.class, () -> statement.executeQuery("SELECT * FROM missing WHERE pin = '0815'"));
        }

        assertThat((Throwable) thrown).isExactlyInstanceOf(org.h2.jdbc.JdbcSQLSyntaxErrorException.class);
        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("SELECT missing");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("42S02");
        assertThat(span.getAttributes().get(stringKey("db.response.status_code")))
                .isEqualTo("42S02");
        assertThat(span.getEvents())
                .singleElement()
                .extracting(EventData::getAttributes)
                .isEqualTo(Attributes.of(
                        stringKey("exception.type"), thrown.getClass().getName()));
        assertThat(span.toString()).doesNotContain("0815");
    }

    @Test
    void timeout_endsTheSpanOnce() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeQuery("SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a,"
                            + " SYSTEM_RANGE(1, 1000000) b WHERE a.x + b.x < 0"));
        }

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("57014");
    }

    @Test
    void span_isAChildOfTheCallersAndCurrentWhileTheStatementRuns() throws SQLException {
        Span caller =
                telemetry.openTelemetry().getTracer("test").spanBuilder("order").startSpan();
        String currentSpan;
        try (Scope scope = caller.makeCurrent();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_span()")) {
            rows.next();
            currentSpan = rows.getString(1);
            assertThat(Span.current()).isEqualTo(caller);
        } finally {
            caller.end();
        }

        assertThat(telemetry.trees()).isEqualTo("order > CLIENT SELECT");
        assertThat(telemetry.spans()).extracting(SpanData::getSpanId).contains(currentSpan);
    }

    @Test
    void whatAStatementRunsWithinIsPartOfIt() throws SQLException {
        Shop.trace(JdbcTracing.create(telemetry.openTelemetry()).wrap(shop.dataSource()));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT nested()")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
        }

        assertThat(telemetry.trees()).isEqualTo("CLIENT SELECT");
    }

    @Test
    void suppressed_leavesNoSpan() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            InstrumentationUtil.suppressInstrumentation(() -> {
                try {
                    statement.execute("SELECT 1");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }

        assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void rawText_isAsTheApplicationGaveItAndSoAreMessages() throws SQLException {
        String sql = "SELECT /* why */ id FROM missing WHERE name = 'tea'";
        connection.close();
        connection = connect(JdbcTracing.builder(telemetry.openTelemetry())
                .setQueryText(QueryText.RAW)
                .build());
        try (Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(sql));
        }

        SpanData span = onlySpan();
        assertThat(span.getAttributes().get(TEXT)).isEqualTo(sql);
        assertThat(span.getAttributes().get(SUMMARY)).isEqualTo("SELECT missing");
        assertThat(span.getEvents().get(0).getAttributes().get(stringKey("exception.message")))
                .contains("not found");
    }

    @Test
    void noText_leavesTheSummary() throws SQLException {
        connection.close();
        connection = connect(JdbcTracing.builder(telemetry.openTelemetry())
                .setQueryText(QueryText.NONE)
                .build());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT id FROM orders");
        }

        assertThat(onlySpan().getAttributes().get(TEXT)).isNull();
        assertThat(onlySpan().getName()).isEqualTo("SELECT orders");
    }

    @Test
    void whatIsNoStatementIsNamedAfterTheDatabase() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("hello, world"));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute(null));
        }

        assertThat(telemetry.trees()).isEqualTo("CLIENT shop [ERROR]\nCLIENT shop [ERROR]");
    }

    @Test
    void hugeStatement_isCut() throws SQLException {
        String values = ", (0)".repeat(20_000);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT * FROM (VALUES (1)" + values + ") AS numbers");
        }

        assertThat(onlySpan().getAttributes().get(TEXT)).hasSize(8192).endsWith("…");
    }

    @Test
    void duration_isRecordedInSecondsWithoutTheText() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT id FROM orders");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT * FROM missing"));
        }

        assertThat(telemetry.durations())
                .hasSize(2)
                .anySatisfy(point -> {
                    assertThat(point.getCount()).isOne();
                    assertThat(point.getSum()).isBetween(0.0, 10.0);
                    assertThat(point.getBoundaries())
                            .containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);
                    assertThat(point.getAttributes())
                            .isEqualTo(Attributes.builder()
                                    .put("db.system.name", "h2database")
                                    .put("db.namespace", "shop")
                                    .put("db.operation.name", "SELECT")
                                    .put("db.collection.name", "orders")
                                    .put("db.query.summary", "SELECT orders")
                                    .build());
                })
                .anySatisfy(point -> assertThat(point.getAttributes().get(stringKey("error.type")))
                        .isEqualTo("42S02"));
    }

    @Test
    void credentialsAreNowhere() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER clerk PASSWORD '" + Shop.PASSWORD + "'");
        }

        assertThat(telemetry.spans().toString() + telemetry.durations()).doesNotContain(Shop.PASSWORD);
    }
}
