package dev.clew.sdk.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** An exception as an event, with the attributes that OpenTelemetry's conventions name. Threads: immutable. */
final class RecordedException extends RecordedEvent implements ExceptionEventData {
    private static final String NAME = "exception";

    private final Throwable exception;

    private RecordedException(long epochNanos, AttributeList attributes, Throwable exception) {
        super(NAME, epochNanos, attributes);
        this.exception = exception;
    }

    /**
     * Describes the exception; attributes of the same names that the caller adds win.
     *
     * <p>A message or a stack trace that alone has more bytes than a span may have is left out, and counted.
     */
    static RecordedException of(Throwable exception, @Nullable Attributes additional, long epochNanos, Limits limits) {
        AttributeList list = new AttributeList(limits.attributesPerEvent);
        list.put("exception.type", exception.getClass().getCanonicalName(), limits);
        list.put("exception.message", message(exception), limits);
        list.put("exception.stacktrace", stackTrace(exception), limits);
        if (additional != null) {
            list.putAll(additional, limits.valueLength, limits.bytes);
        }
        return new RecordedException(epochNanos, list, exception);
    }

    // Foreign code: an exception may override its methods, and they may fail.
    private static @Nullable String message(Throwable exception) {
        try {
            return exception.getMessage();
        } catch (Throwable failed) {
            return null;
        }
    }

    private static String stackTrace(Throwable exception) {
        StringWriter text = new StringWriter(2048);
        try (PrintWriter writer = new PrintWriter(text)) {
            exception.printStackTrace(writer);
        } catch (Throwable failed) {
            text.append("(the exception could not print its stack trace: ")
                    .append(failed.getClass().getName())
                    .append(')');
        }
        return text.toString();
    }

    @Override
    public Throwable getException() {
        return exception;
    }

    @Override
    EventData toEventData() {
        return ExceptionEventData.create(getEpochNanos(), exception, getAttributes(), getTotalAttributeCount());
    }
}
