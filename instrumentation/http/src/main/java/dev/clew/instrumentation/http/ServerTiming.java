package dev.clew.instrumentation.http;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.propagation.TextMapSetter;

/** Tells a client which span answered it: {@code Server-Timing: trace;desc="<traceparent>"}, the form that browsers parse. */
final class ServerTiming {
    static final String NAME = "Server-Timing";

    private ServerTiming() {}

    /** Writes the header; nothing for a span context that is not valid. */
    static <C> void inject(SpanContext span, C carrier, TextMapSetter<C> setter) {
        if (span.isValid()) {
            setter.set(
                    carrier,
                    NAME,
                    "trace;desc=\"00-" + span.getTraceId() + '-' + span.getSpanId() + '-'
                            + span.getTraceFlags().asHex() + '"');
        }
    }
}
