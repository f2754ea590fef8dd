package dev.clew.instrumentation.logging;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * An appender, {@code <SpanEvents name="..."/>}, that adds lines of ERROR to the current span as events. It stands beside the
 * others, and neither behind an {@code Async} one nor under an asynchronous logger: on their threads no span is current.
 * Threads: any.
 */
@Plugin(name = "SpanEvents", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class Log4jSpanEvents extends AbstractAppender {
    private final Level threshold;

    private Log4jSpanEvents(String name, Level threshold, @Nullable Filter filter) {
        super(name, filter, null, true, Property.EMPTY_ARRAY);
        this.threshold = threshold;
    }

    /**
     * For Log4j.
     *
     * @param threshold the lowest level of lines to add, default {@code ERROR}
     * @param filter which of these to add, or null for all
     */
    @PluginFactory
    public static Log4jSpanEvents create(
            @PluginAttribute(value = "name", defaultString = "SpanEvents") String name,
            @PluginAttribute(value = "threshold", defaultString = "ERROR") Level threshold,
            @PluginElement("Filter") @Nullable Filter filter) {
        return new Log4jSpanEvents(name, threshold, filter);
    }

    @Override
    public void append(LogEvent line) {
        if (line.getLevel().isMoreSpecificThan(threshold)) {
            SpanEvents.add(
                    line.getLoggerName(),
                    line.getLevel().name(),
                    () -> line.getMessage().getFormattedMessage(),
                    line.getThrown());
        }
    }
}
