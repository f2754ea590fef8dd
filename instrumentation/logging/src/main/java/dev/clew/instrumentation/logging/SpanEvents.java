package dev.clew.instrumentation.logging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Adds lines to the current span as events: one with an exception as OpenTelemetry records exceptions, another as {@code log}.
 * Its own failures end here. Threads: the one that logs.
 */
final class SpanEvents {
    private static final Logger LOGGER = Logger.getLogger(SpanEvents.class.getName());

    private static final String LOG = "log";
    private static final AttributeKey<String> LEVEL = AttributeKey.stringKey("log.level");
    private static final AttributeKey<String> LOGGER_NAME = AttributeKey.stringKey("log.logger");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("log.message");

    private SpanEvents() {}

    /** {@code message} is asked for only where a span is recorded. */
    static void add(String loggerName, String level, Supplier<String> message, @Nullable Throwable thrown) {
        Span span = Span.current();
        if (!span.isRecording() || isTracingItself(loggerName)) {
            return;
        }
        try {
            Attributes attributes = Attributes.of(LEVEL, level, LOGGER_NAME, loggerName, MESSAGE, message.get());
            if (thrown == null) {
                span.addEvent(LOG, attributes);
            } else {
                span.recordException(thrown, attributes);
            }
        } catch (RuntimeException | LinkageError failure) {
            LOGGER.log(Level.FINE, "a line is not in its span", failure);
        }
    }

    /** What an SDK says about a span would be added to that span, about which it might have to say something. */
    private static boolean isTracingItself(String loggerName) {
        return loggerName.startsWith("dev.clew.") || loggerName.startsWith("io.opentelemetry.");
    }
}
