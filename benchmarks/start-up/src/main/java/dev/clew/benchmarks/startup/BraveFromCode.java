package dev.clew.benchmarks.startup;

import brave.Tracing;
import brave.handler.SpanHandler;

/** Brave with a handler that takes everything: it has no exporter of its own, so nothing is sent. */
final class BraveFromCode {
    private BraveFromCode() {}

    public static void main(String[] args) {
        long start = System.nanoTime();
        Tracing tracing =
                Tracing.newBuilder().addSpanHandler(new SpanHandler() {}).build();
        tracing.tracer().newTrace().name("first").start().finish();
        Report.endAt(start);
    }
}
