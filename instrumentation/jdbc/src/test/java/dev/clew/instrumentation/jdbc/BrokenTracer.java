package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;

/** A tracer that never makes a span. */
final class BrokenTracer implements Tracer, TracerProvider {
    @Override
    public SpanBuilder spanBuilder(String spanName) {
        throw new IllegalStateException("thrown by the test's tracer");
    }

    @Override
    public Tracer get(String scopeName) {
        return this;
    }

    @Override
    public Tracer get(String scopeName, String scopeVersion) {
        return this;
    }
}
