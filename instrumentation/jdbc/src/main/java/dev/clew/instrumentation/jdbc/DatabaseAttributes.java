package dev.clew.instrumentation.jdbc;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of the stable database semantic conventions that Clew sets. */
final class DatabaseAttributes {
    /** The instrumentation scope of everything that is recorded here. */
    static final String SCOPE = "dev.clew.jdbc";

    static final AttributeKey<String> DB_COLLECTION_NAME = stringKey("db.collection.name");
    static final AttributeKey<String> DB_NAMESPACE = stringKey("db.namespace");
    static final AttributeKey<Long> DB_OPERATION_BATCH_SIZE = longKey("db.operation.batch.size");
    static final AttributeKey<String> DB_OPERATION_NAME = stringKey("db.operation.name");
    static final AttributeKey<String> DB_QUERY_SUMMARY = stringKey("db.query.summary");
    static final AttributeKey<String> DB_QUERY_TEXT = stringKey("db.query.text");
    static final AttributeKey<String> DB_RESPONSE_STATUS_CODE = stringKey("db.response.status_code");
    static final AttributeKey<String> DB_STORED_PROCEDURE_NAME = stringKey("db.stored_procedure.name");
    static final AttributeKey<String> DB_SYSTEM_NAME = stringKey("db.system.name");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");

    private DatabaseAttributes() {}
}
