package dev.clew.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an {@code OpenTelemetry} that are not Clew's own: propagation, metrics, logs. What is null does nothing; the no-ops
 * are made when somebody asks for them, as each looks for classes of the incubator on the whole class path first.
 *
 * @param tracers who makes spans when Clew does not
 */
record Neighbours(
        @Nullable TracerProvider tracers,
        ContextPropagators propagators,
        @Nullable MeterProvider meters,
        @Nullable LoggerProvider loggers) {
    static final Neighbours NONE = new Neighbours(null, ContextPropagators.noop(), null, null);

    TracerProvider tracerProvider() {
        return tracers == null ? TracerProvider.noop() : tracers;
    }

    MeterProvider meterProvider() {
        return meters == null ? MeterProvider.noop() : meters;
    }

    LoggerProvider loggerProvider() {
        return loggers == null ? LoggerProvider.noop() : loggers;
    }

    /** With the tracers and the propagators of the given one: they belong together. */
    Neighbours withTracing(OpenTelemetry other) {
        return new Neighbours(other.getTracerProvider(), other.getPropagators(), meters, loggers);
    }

    Neighbours withPropagators(ContextPropagators others) {
        return new Neighbours(tracers, others, meters, loggers);
    }

    Neighbours withMeters(MeterProvider other) {
        return new Neighbours(tracers, propagators, other, loggers);
    }

    Neighbours withLoggers(LoggerProvider other) {
        return new Neighbours(tracers, propagators, meters, other);
    }
}
