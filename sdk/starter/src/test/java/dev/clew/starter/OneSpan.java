package dev.clew.starter;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;

/** A user's program: two spans, and then it ends as programs do, without a word to the SDK. */
final class OneSpan {
    private OneSpan() {}

    public static void main(String[] args) {
        long startNanos = System.nanoTime();
        ClewSdk sdk = ClewSdk.fromEnvironment();
        Span server = sdk.getTracer("program", "1.0")
                .spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            sdk.getTracer("program", "1.0")
                    .spanBuilder("load")
                    .setAttribute("order.id", "a7")
                    .startSpan()
                    .end();
        }
        server.end();
        System.err.println("first spans ended after ms: " + (System.nanoTime() - startNanos) / 1_000_000);
    }
}
