package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.MetricKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The exports of one destination, timed for the SDK's metrics. Threads: any. Allocates: nothing while nobody wants to know.
 */
final class Operations {
    private static final String OTHER = "_OTHER"; // what the semantic conventions say when nothing better is known

    private final Attributes component;
    private final Durations durations;

    /** Operations of the component that the attributes name. */
    Operations(Attributes component, Durations durations) {
        this.component = component;
        this.durations = durations;
    }

    /** Type, name and server of the destination. */
    Attributes component() {
        return component;
    }

    /** An exporter answered, or failed to. */
    void ended(long begunNanos, boolean success, @Nullable Throwable thrown) {
        if (durations.areWanted()) {
            record(begunNanos, success ? "" : errorType(thrown), 0);
        }
    }

    /** A sender answered, or failed to. */
    void ended(long begunNanos, @Nullable SendResult result, @Nullable Throwable thrown) {
        if (durations.areWanted()) {
            String error = result == null ? errorType(thrown) : errorType(result);
            record(begunNanos, error, result == null ? 0 : result.httpStatus());
        }
    }

    private void record(long begunNanos, String error, int httpStatus) {
        AttributesBuilder attributes = component.toBuilder();
        if (!error.isEmpty()) {
            attributes.put(MetricKeys.ERROR_TYPE, error);
        }
        if (httpStatus > 0) {
            attributes.put(MetricKeys.HTTP_STATUS, (long) httpStatus);
        }
        durations.record(System.nanoTime() - begunNanos, attributes.build());
    }

    private static String errorType(SendResult result) {
        if (!result.errorType().isEmpty()) {
            return result.errorType();
        }
        if (result.outcome() == SendResult.Outcome.DELIVERED) {
            return result.rejectedSpans() > 0 ? "rejected" : "";
        }
        return result.httpStatus() > 0 ? String.valueOf(result.httpStatus()) : OTHER;
    }

    private static String errorType(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? OTHER : cause.getClass().getName();
    }
}
