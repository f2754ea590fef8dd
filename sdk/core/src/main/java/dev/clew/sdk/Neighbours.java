package dev.clew.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;

/**
 * The parts of an {@code OpenTelemetry} that are not Clew's own: propagation, metrics, logs.
 *
 * @param tracerProvider who makes spans when Clew does not
 */
record Neighbours(
        TracerProvider tracerProvider,
        ContextPropagators propagators,
        MeterProvider meterProvider,
        LoggerProvider loggerProvider) {
    static final Neighbours NONE = new Neighbours(
            TracerProvider.noop(), ContextPropagators.noop(), MeterProvider.noop(), LoggerProvider.noop());

    /** With the tracers and the propagators of the given one: they belong together. */
    Neighbours withTracing(OpenTelemetry other) {
        return new Neighbours(other.getTracerProvider(), other.getPropagators(), meterProvider, loggerProvider);
    }

    Neighbours withPropagators(ContextPropagators others) {
        return new Neighbours(tracerProvider, others, meterProvider, loggerProvider);
    }

    Neighbours withMeters(MeterProvider other) {
        return new Neighbours(tracerProvider, propagators, other, loggerProvider);
    }

    Neighbours withLoggers(LoggerProvider other) {
        return new Neighbours(tracerProvider, propagators, meterProvider, other);
    }
}
