package dev.clew.instrumentation.grpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call, as its span and its duration tell it.
 *
 * @param errorType null when the call counts as a success
 * @param error what was thrown, or null
 */
record Outcome(
        Status status, @Nullable String errorType, @Nullable Throwable error) {
    /** What the conventions call the server's fault; for a client every code but OK is an error. */
    private static final Set<Status.Code> SERVER_ERRORS = Set.of(
            Status.Code.UNKNOWN,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.UNIMPLEMENTED,
            Status.Code.INTERNAL,
            Status.Code.UNAVAILABLE,
            Status.Code.DATA_LOSS);

    static Outcome of(SpanKind kind, Status status, @Nullable Throwable thrown) {
        Throwable error = thrown == null ? status.getCause() : thrown;
        boolean failed = kind == SpanKind.CLIENT ? !status.isOk() : SERVER_ERRORS.contains(status.getCode());
        // A server's code that throws after it has said OK has failed all the same.
        return failed || (status.isOk() && thrown != null)
                ? new Outcome(status, errorType(status, error), error)
                : new Outcome(status, null, null);
    }

    void describe(Span span) {
        span.setAttribute(RpcAttributes.RPC_STATUS_CODE, status.getCode().name());
        if (errorType != null) {
            span.setAttribute(RpcAttributes.ERROR_TYPE, errorType);
            if (error != null) {
                span.recordException(error);
            }
            String description = status.getDescription();
            if (description == null) {
                span.setStatus(StatusCode.ERROR);
            } else {
                span.setStatus(StatusCode.ERROR, description);
            }
        }
    }

    /** UNKNOWN and OK say nothing about an exception; its class does. */
    private static String errorType(Status status, @Nullable Throwable error) {
        boolean saysNothing = status.isOk() || status.getCode() == Status.Code.UNKNOWN;
        boolean hasStatus = error instanceof StatusRuntimeException || error instanceof StatusException;
        return saysNothing && error != null && !hasStatus
                ? error.getClass().getName()
                : status.getCode().name();
    }
}
