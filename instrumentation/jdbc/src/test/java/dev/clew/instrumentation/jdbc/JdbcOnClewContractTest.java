package dev.clew.instrumentation.jdbc;

import java.sql.SQLException;

/** The same on Clew. */
class JdbcOnClewContractTest extends JdbcContractTest {
    JdbcOnClewContractTest() throws SQLException {}

    @Override
    Telemetry telemetry() {
        return Telemetry.clew();
    }
}
