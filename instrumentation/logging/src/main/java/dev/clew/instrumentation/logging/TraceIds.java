package dev.clew.instrumentation.logging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The ids of the current span under the names that OpenTelemetry gives them in logs. Threads: the one that logs. */
final class TraceIds {
    private static final String TRACE_ID = "trace_id";
    private static final String SPAN_ID = "span_id";
    private static final String TRACE_FLAGS = "trace_flags";

    private TraceIds() {}

    /** Empty where no span is current. Immutable. */
    static Map<String, String> current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Map.of(
                        TRACE_ID, span.getTraceId(),
                        SPAN_ID, span.getSpanId(),
                        TRACE_FLAGS, span.getTraceFlags().asHex())
                : Map.of();
    }

    /** {@code entries} and the ids; an entry of the application's own under one of their names stays as it is. */
    static Map<String, String> currentAnd(Map<String, String> entries) {
        Map<String, String> ids = current();
        if (ids.isEmpty()) {
            return entries;
        }
        Map<String, String> all = new HashMap<>(ids);
        all.putAll(entries);
        return all;
    }

    /** The ids that the application has no entries of its own for. */
    static Map<String, String> currentWithout(Map<String, String> entries) {
        Map<String, String> ids = current();
        if (entries.isEmpty() || Collections.disjoint(ids.keySet(), entries.keySet())) {
            return ids;
        }
        Map<String, String> rest = new HashMap<>(ids);
        rest.keySet().removeAll(entries.keySet());
        return rest;
    }
}
