package dev.clew.instrumentation.jdbc;

import java.sql.SQLException;

/** The same on Clew. */
class ConnectionSpansOnClewTest extends ConnectionSpansTest {
    ConnectionSpansOnClewTest() throws SQLException {}

    @Override
    Telemetry telemetry() {
        return Telemetry.clew();
    }
}
