package dev.clew.instrumentation.logging;

import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * Puts {@code trace_id}, {@code span_id} and {@code trace_flags} of the current span beside the {@code ThreadContext}'s entries
 * in every line of Log4j 2: {@code %X{trace_id}} in a pattern, an entry in JSON. Log4j finds it by itself, and asks it on
 * the thread that logs.
 */
public final class Log4jTraceIds implements ContextDataProvider {
    /** For Log4j. */
    public Log4jTraceIds() {}

    @Override
    public Map<String, String> supplyContextData() {
        // Log4j puts what providers say together in the order of the class path: whose entry it takes is decided here.
        return TraceIds.currentWithout(ThreadContext.getImmutableContext());
    }
}
