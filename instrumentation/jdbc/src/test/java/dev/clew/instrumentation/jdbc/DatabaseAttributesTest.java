package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.jdbc.database.DatabaseSystem;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ExceptionAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import org.junit.jupiter.api.Test;

class DatabaseAttributesTest {
    @Test
    void keys_areTheConventionsStableOnes() {
        assertThat(DatabaseAttributes.DB_COLLECTION_NAME).isEqualTo(DbAttributes.DB_COLLECTION_NAME);
        assertThat(DatabaseAttributes.DB_NAMESPACE).isEqualTo(DbAttributes.DB_NAMESPACE);
        assertThat(DatabaseAttributes.DB_OPERATION_BATCH_SIZE).isEqualTo(DbAttributes.DB_OPERATION_BATCH_SIZE);
        assertThat(DatabaseAttributes.DB_OPERATION_NAME).isEqualTo(DbAttributes.DB_OPERATION_NAME);
        assertThat(DatabaseAttributes.DB_QUERY_SUMMARY).isEqualTo(DbAttributes.DB_QUERY_SUMMARY);
        assertThat(DatabaseAttributes.DB_QUERY_TEXT).isEqualTo(DbAttributes.DB_QUERY_TEXT);
        assertThat(DatabaseAttributes.DB_RESPONSE_STATUS_CODE).isEqualTo(DbAttributes.DB_RESPONSE_STATUS_CODE);
        assertThat(DatabaseAttributes.DB_STORED_PROCEDURE_NAME).isEqualTo(DbAttributes.DB_STORED_PROCEDURE_NAME);
        assertThat(DatabaseAttributes.DB_SYSTEM_NAME).isEqualTo(DbAttributes.DB_SYSTEM_NAME);
        assertThat(DatabaseAttributes.ERROR_TYPE).isEqualTo(ErrorAttributes.ERROR_TYPE);
        assertThat(DatabaseAttributes.EXCEPTION_TYPE).isEqualTo(ExceptionAttributes.EXCEPTION_TYPE);
        assertThat(DatabaseAttributes.SERVER_ADDRESS).isEqualTo(ServerAttributes.SERVER_ADDRESS);
        assertThat(DatabaseAttributes.SERVER_PORT).isEqualTo(ServerAttributes.SERVER_PORT);
    }

    @Test
    void systems_haveTheConventionsNames() {
        assertThat(DatabaseSystem.POSTGRESQL.semanticName()).isEqualTo(DbAttributes.DbSystemNameValues.POSTGRESQL);
        assertThat(DatabaseSystem.MYSQL.semanticName()).isEqualTo(DbAttributes.DbSystemNameValues.MYSQL);
        assertThat(DatabaseSystem.MARIADB.semanticName()).isEqualTo(DbAttributes.DbSystemNameValues.MARIADB);
        assertThat(DatabaseSystem.SQL_SERVER.semanticName())
                .isEqualTo(DbAttributes.DbSystemNameValues.MICROSOFT_SQL_SERVER);
    }
}
