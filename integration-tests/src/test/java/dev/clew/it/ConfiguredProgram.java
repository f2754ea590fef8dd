package dev.clew.it;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;

/** A user's program that knows nothing of its configuration: two spans, and then it ends as programs do. */
final class ConfiguredProgram {
    private ConfiguredProgram() {}

    public static void main(String[] args) {
        ClewSdk sdk = ClewSdk.fromEnvironment();
        Span server = sdk.getTracer("program", "1.0")
                .spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            Span load = sdk.getTracer("program", "1.0").spanBuilder("load").startSpan();
            for (int i = 0; i < 100; i++) {
                load.setAttribute("key" + i, i);
            }
            load.end();
        }
        server.end();
        System.out.println("trace " + server.getSpanContext().getTraceId());
    }
}
