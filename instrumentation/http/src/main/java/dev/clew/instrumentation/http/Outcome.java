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
        if (statusCode >= 100) {
            span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, statusCode);
        }
        if (error != null) {
            span.setAttribute(HttpAttributes.ERROR_TYPE, error.getClass().getName());
            span.recordException(error);
            span.setStatus(StatusCode.ERROR);
        } else if (statusCode >= firstErrorCode) {
            span.setAttribute(HttpAttributes.ERROR_TYPE, Integer.toString(statusCode));
            span.setStatus(StatusCode.ERROR);
        }
    }
}
