package dev.clew.sdk;

import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.propagation.ContextPropagators;

/** The parts of an {@code OpenTelemetry} that are not Clew's own: propagation, metrics, logs. */
record Neighbours(ContextPropagators propagators, MeterProvider meterProvider, LoggerProvider loggerProvider) {
    static final Neighbours NONE =
            new Neighbours(ContextPropagators.noop(), MeterProvider.noop(), LoggerProvider.noop());

    Neighbours withPropagators(ContextPropagators others) {
        return new Neighbours(others, meterProvider, loggerProvider);
    }

    Neighbours withMeters(MeterProvider other) {
        return new Neighbours(propagators, other, loggerProvider);
    }

    Neighbours withLoggers(LoggerProvider other) {
        return new Neighbours(propagators, meterProvider, other);
    }
}
