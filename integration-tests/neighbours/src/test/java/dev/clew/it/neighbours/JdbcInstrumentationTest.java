package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenTelemetry's own instrumentation of JDBC, on a real database within the process. */
@Timeout(60)
class JdbcInstrumentationTest {
    @Test
    void statementsAreTracedWithTheirText() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(JdbcInstrumentationTest::order);

        assertThat(seen.spans())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(span -> assertThat(span.getTraceId())
                        .isEqualTo(seen.spans().get(0).getTraceId()));
        assertThat(seen.trees("db.query.text", "db.statement"))
                .singleElement()
                .asString()
                .startsWith("order > (")
                .contains("INSERT INTO orders VALUES (?, ?)", "SELECT name FROM orders WHERE id = ?", "ERROR");
    }

    private static void order(OpenTelemetry otel) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:neighbours");
        DataSource traced = JdbcTelemetry.create(otel).wrap(h2);
        Span parent = otel.getTracer("test").spanBuilder("order").startSpan();
        try (Scope ignored = parent.makeCurrent();
                Connection connection = traced.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT, name VARCHAR(20))");
            insert(connection);
            try (PreparedStatement select = connection.prepareStatement("SELECT name FROM orders WHERE id = ?")) {
                select.setInt(1, 7);
                assertThat(select.executeQuery().next()).isTrue();
            }
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT * FROM missing"));
        } finally {
            parent.end();
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
            insert.setInt(1, 7);
            insert.setString(2, "tea");
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }
}
