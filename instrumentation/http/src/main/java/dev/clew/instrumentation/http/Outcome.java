package dev.clew.instrumentation.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** What came of a request, as its span tells it. The status has no description: the attributes say all there is. */
final class Outcome {
    private Outcome() {}

    /**
     * Sets what came of the request.
     *
     * @param statusCode below 100 when there was no response
     * @param firstErrorCode the status code from which on the span counts as failed
     */
    static void set(Span span, int statusCode, int firstErrorCode, @Nullable Throwable error) {
        set(span, statusCode, errorType(statusCode, firstErrorCode, error), error);
    }

    /** As above, for a request that failed as {@code errorType} says; null when it did not. */
    static void set(Span span, int statusCode, @Nullable String errorType, @Nullable Throwable error) {
        if (statusCode >= 100) {
            span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, statusCode);
        }
        if (errorType != null) {
            span.setAttribute(HttpAttributes.ERROR_TYPE, errorType);
            span.setStatus(StatusCode.ERROR);
        }
        if (error != null) {
            span.recordException(error);
        }
    }

    /** The {@code error.type} of a request, or null for one that did not fail. */
    static @Nullable String errorType(int statusCode, int firstErrorCode, @Nullable Throwable error) {
        if (error != null) {
            return error.getClass().getName();
        }
        return statusCode >= firstErrorCode ? Integer.toString(statusCode) : null;
    }
}
