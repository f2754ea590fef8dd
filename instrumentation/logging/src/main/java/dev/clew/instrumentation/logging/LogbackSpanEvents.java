package dev.clew.instrumentation.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.jspecify.annotations.Nullable;

/**
 * An appender that adds lines of ERROR to the current span as events. It stands beside the others, and not behind an {@code
 * AsyncAppender}: on that one's thread no span is current. Threads: any.
 */
public final class LogbackSpanEvents extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private Level threshold = Level.ERROR;

    /** For Logback. */
    public LogbackSpanEvents() {}

    /** The lowest level of lines to add, such as {@code WARN}. Default {@code ERROR}; an unknown one is refused and changes nothing. */
    public void setThreshold(String level) {
        @Nullable Level known = Level.toLevel(level, null);
        if (known == null) {
            addError("threshold must be a level: threshold=" + level + "; " + threshold + " stays");
        } else {
            threshold = known;
        }
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (line.getLevel().isGreaterOrEqual(threshold)) {
            SpanEvents.add(line.getLoggerName(), line.getLevel().toString(), line::getFormattedMessage, thrown(line));
        }
    }

    private static @Nullable Throwable thrown(ILoggingEvent line) {
        return line.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }
}
