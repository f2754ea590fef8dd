package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.jdbc.database.DatabaseSystem;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What came of a failed call, as spans and durations tell it.
 *
 * <p>The messages of databases quote statements and rows ({@code Key (email)=(a@b.c) already exists}), so they are recorded only
 * where raw statements are.
 */
final class Outcomes {
    private static final String EXCEPTION_EVENT = "exception";

    private final boolean messages;

    /** With the messages and stack traces of exceptions, or only their types. */
    Outcomes(boolean messages) {
        this.messages = messages;
    }

    void failed(Span span, DatabaseSystem system, Throwable error) {
        if (span.isRecording()) {
            span.setStatus(StatusCode.ERROR);
            span.setAllAttributes(attributes(system, error));
            if (messages) {
                span.recordException(error);
            } else {
                span.addEvent(
                        EXCEPTION_EVENT,
                        Attributes.of(
                                DatabaseAttributes.EXCEPTION_TYPE,
                                error.getClass().getName()));
            }
        }
    }

    Attributes attributes(DatabaseSystem system, Throwable error) {
        String code = error instanceof SQLException failure ? statusCode(system, failure) : null;
        AttributesBuilder attributes = Attributes.builder();
        if (code == null) {
            attributes.put(DatabaseAttributes.ERROR_TYPE, error.getClass().getName());
        } else {
            attributes.put(DatabaseAttributes.ERROR_TYPE, code);
            attributes.put(DatabaseAttributes.DB_RESPONSE_STATUS_CODE, code);
        }
        return attributes.build();
    }

    private static @Nullable String statusCode(DatabaseSystem system, SQLException failure) {
        String code = system.statusCode(failure);
        return code == null || code.isEmpty() ? null : code;
    }
}
