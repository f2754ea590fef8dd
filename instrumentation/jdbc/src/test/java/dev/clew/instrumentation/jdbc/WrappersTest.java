package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcStatement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a traced data source is as good as the one behind it, alone and with a pool on either side. */
@Timeout(60)
class WrappersTest {
    private final Telemetry telemetry = Telemetry.standard();
    private final JdbcTracing tracing = JdbcTracing.create(telemetry.openTelemetry());
    private final Shop shop;

    WrappersTest() throws SQLException {
        shop = new Shop();
    }

    @AfterEach
    void close() throws SQLException {
        shop.close();
        telemetry.close();
    }

    private static void select(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT id FROM orders WHERE name = ?")) {
            select.setString(1, "tea");
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void poolOverATracedDataSource_hasOneSpanAStatement() throws SQLException {
        try (HikariDataSource pool =
                new HikariDataSource(ConnectionSpansTest.poolOfOne(tracing.wrap(shop.dataSource())))) {
            select(pool);
            select(pool);
        }

        assertThat(telemetry.trees("db.namespace"))
                .isEqualTo("CLIENT SELECT orders [db.namespace=shop]\nCLIENT SELECT orders [db.namespace=shop]");
    }

    @Test
    void tracedPool_hasOneSpanAStatementAndCloses() throws Exception {
        HikariDataSource pool = new HikariDataSource(ConnectionSpansTest.poolOfOne(shop.dataSource()));
        DataSource traced = tracing.wrap(pool);
        select(traced);
        assertThat(traced.unwrap(HikariDataSource.class)).isSameAs(pool);
        ((AutoCloseable) traced).close();

        assertThat(pool.isClosed()).isTrue();
        assertThat(telemetry.trees("db.namespace")).isEqualTo("CLIENT SELECT orders [db.namespace=shop]");
    }

    @Test
    void tracedPoolOverATracedDataSource_hasOneSpanAStatement() throws SQLException {
        DataSource behind = tracing.wrap(shop.dataSource());
        try (HikariDataSource pool = new HikariDataSource(ConnectionSpansTest.poolOfOne(behind))) {
            select(tracing.wrap(pool));
            select(JdbcTracing.create(telemetry.openTelemetry()).wrap(pool));
        }

        assertThat(telemetry.trees()).isEqualTo("CLIENT SELECT orders\nCLIENT SELECT orders");
        assertThat(telemetry.durations())
                .allSatisfy(point -> assertThat(point.getCount()).isEqualTo(2));
    }

    @Test
    void wrap_ofATracedOneIsTheSame() {
        DataSource traced = tracing.wrap(shop.dataSource());

        assertThat(tracing.wrap(traced)).isSameAs(traced);
    }

    @Test
    void unwrap_givesTheTracedOneForJdbcsTypesAndTheDriversForItsOwn() throws SQLException {
        DataSource traced = tracing.wrap(shop.dataSource());
        assertThat(traced.unwrap(DataSource.class)).isSameAs(traced);
        assertThat(traced.unwrap(JdbcDataSource.class)).isSameAs(shop.dataSource());
        try (Connection connection = traced.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isNotSameAs(connection);
            assertThat(statement.unwrap(JdbcStatement.class)).isNotNull();
            assertThat(statement.isWrapperFor(String.class)).isFalse();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.unwrap(String.class));
        }
    }

    @Test
    void statement_leadsBackToTheTracedConnection() throws SQLException {
        try (Connection connection = tracing.wrap(shop.dataSource()).getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void equality_isIdentity() throws SQLException {
        DataSource traced = tracing.wrap(shop.dataSource());
        try (Connection one = traced.getConnection();
                Connection other = traced.getConnection()) {
            Set<Connection> set = new HashSet<>(List.of(one, other));
            assertThat(set).hasSize(2).contains(one, other);
            assertThat(one).isNotEqualTo(other).isNotEqualTo(null);
            assertThat(one.toString()).startsWith("traced conn");
        }
    }

    @Test
    void everyOtherMethodReachesTheDriver() throws SQLException {
        try (Connection connection = tracing.wrap(shop.dataSource()).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
            // A default method of the interface that H2 overrides.
            assertThat(statement.enquoteIdentifier("order", false)).isEqualTo("\"order\"");
            statement.setMaxRows(7);
            assertThat(statement.getMaxRows()).isEqualTo(7);
            connection.rollback();
        }
        assertThat(telemetry.spans()).isEmpty();
    }

    @Test
    void connectionBuilder_buildsTracedConnections() throws SQLException {
        DataSource traced = tracing.wrap(new Forwarding(shop.dataSource()) {
            @Override
            public ConnectionBuilder createConnectionBuilder() {
                return new Builder(this);
            }
        });
        ConnectionBuilder builder = traced.createConnectionBuilder();
        assertThat(builder.user("sa").password(Shop.PASSWORD)).isSameAs(builder);
        try (Connection connection = builder.build();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }

        assertThat(telemetry.trees()).isEqualTo("CLIENT SELECT");
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> tracing.wrap(shop.dataSource()).createConnectionBuilder());
    }

    @Test
    void metaData_isAskedOnceForAllConnections() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        DataSource traced = tracing.wrap(new Forwarding(shop.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                return CountingMetaData.of(super.getConnection(), asked);
            }
        });
        select(traced);
        select(traced);

        assertThat(asked).hasValue(1);
    }

    @Test
    void metaDataThatCannotBeHad_leavesTheStatementsTraced() throws SQLException {
        DataSource traced = tracing.wrap(new Forwarding(shop.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                return CountingMetaData.failing(super.getConnection());
            }
        });
        select(traced);

        assertThat(telemetry.trees("db.system.name")).isEqualTo("CLIENT SELECT orders [db.system.name=other_sql]");
    }

    @Test
    void tracerThatThrows_isNotTheApplicationsTrouble() throws SQLException {
        OpenTelemetry broken = new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return new BrokenTracer();
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
        select(JdbcTracing.builder(broken)
                .setConnectionSpans(ConnectionSpans.ALL)
                .build()
                .wrap(shop.dataSource()));

        assertThat(telemetry.spans()).isEmpty();
    }

    /** Builds what the data source gives. */
    private record Builder(DataSource dataSource) implements ConnectionBuilder {
        @Override
        public ConnectionBuilder user(String username) {
            return this;
        }

        @Override
        public ConnectionBuilder password(String password) {
            return this;
        }

        @Override
        public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
            return this;
        }

        @Override
        public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
            return this;
        }

        @Override
        public Connection build() throws SQLException {
            return dataSource.getConnection();
        }
    }
}
