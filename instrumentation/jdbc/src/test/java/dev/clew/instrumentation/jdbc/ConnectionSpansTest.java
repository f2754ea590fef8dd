package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that one waits for, on the OpenTelemetry SDK. */
@Timeout(60)
class ConnectionSpansTest {
    private final Telemetry telemetry = telemetry();
    private final Shop shop;

    ConnectionSpansTest() throws SQLException {
        shop = new Shop();
    }

    Telemetry telemetry() {
        return Telemetry.standard();
    }

    @AfterEach
    void close() throws SQLException {
        shop.close();
        telemetry.close();
    }

    private DataSource wrap(DataSource dataSource, ConnectionSpans spans) {
        return JdbcTracing.builder(telemetry.openTelemetry())
                .setConnectionSpans(spans)
                .build()
                .wrap(dataSource);
    }

    @Test
    void poolThatTimesOut_isASpanThatSaysSoOnce() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(poolOfOne(shop.dataSource()))) {
            DataSource traced = wrap(pool, ConnectionSpans.FAILED);
            try (Connection held = traced.getConnection()) {
                assertThat(held.isValid(0)).isTrue();
                assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(traced::getConnection);
            }
        }

        assertThat(telemetry.trees("error.type", "db.system.name", "db.namespace"))
                .isEqualTo("getConnection [ERROR, error.type=" + SQLTransientConnectionException.class.getName()
                        + ", db.system.name=h2database, db.namespace=shop]");
        SpanData span = telemetry.spans().get(0);
        assertThat(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(30));
    }

    @Test
    void all_hasASpanForThoseThatWereGivenToo() throws SQLException {
        wrap(shop.dataSource(), ConnectionSpans.ALL).getConnection().close();

        assertThat(telemetry.trees()).isEqualTo("getConnection");
    }

    @Test
    void none_hasNoneForThoseThatFailed() {
        DataSource traced = wrap(lost(), ConnectionSpans.NONE);

        assertThatExceptionOfType(SQLException.class).isThrownBy(traced::getConnection);
        assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void wrappedTwice_saysItOnce() {
        DataSource inner = wrap(lost(), ConnectionSpans.ALL);
        DataSource outer = wrap(new Forwarding(inner), ConnectionSpans.ALL);

        assertThatExceptionOfType(SQLException.class).isThrownBy(outer::getConnection);
        assertThat(telemetry.trees("db.response.status_code"))
                .isEqualTo("getConnection [ERROR, db.response.status_code=90146]");
    }

    static HikariConfig poolOfOne(DataSource behind) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(behind);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(300);
        return config;
    }

    private static DataSource lost() {
        JdbcDataSource lost = new JdbcDataSource();
        lost.setURL("jdbc:h2:mem:lost;IFEXISTS=TRUE");
        return lost;
    }
}
