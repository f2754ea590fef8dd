package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SDK with one of its parts replaced. */
record Handed(TracerProvider tracers, ContextPropagators propagators, MeterProvider meters) implements OpenTelemetry {
    static OpenTelemetry withBaggage(OpenTelemetry sdk) {
        TextMapPropagator both = TextMapPropagator.composite(
                sdk.getPropagators().getTextMapPropagator(), W3CBaggagePropagator.getInstance());
        return new Handed(sdk.getTracerProvider(), ContextPropagators.create(both), sdk.getMeterProvider());
    }

    static OpenTelemetry withThrowingPropagator(OpenTelemetry sdk) {
        return new Handed(
                sdk.getTracerProvider(), ContextPropagators.create(new ThrowingPropagator()), sdk.getMeterProvider());
    }

    static OpenTelemetry withThrowingTracer(OpenTelemetry sdk) {
        TracerProvider throwing = new TracerProvider() {
            @Override
            public Tracer get(String scopeName) {
                return spanName -> {
                    throw new IllegalStateException("thrown by the suite's tracer");
                };
            }

            @Override
            public Tracer get(String scopeName, String scopeVersion) {
                return get(scopeName);
            }
        };
        return new Handed(throwing, sdk.getPropagators(), sdk.getMeterProvider());
    }

    static OpenTelemetry withMeters(OpenTelemetry sdk, MeterProvider meters) {
        return new Handed(sdk.getTracerProvider(), sdk.getPropagators(), meters);
    }

    @Override
    public TracerProvider getTracerProvider() {
        return tracers;
    }

    @Override
    public ContextPropagators getPropagators() {
        return propagators;
    }

    @Override
    public MeterProvider getMeterProvider() {
        return meters;
    }

    private static final class ThrowingPropagator implements TextMapPropagator {
        @Override
        public List<String> fields() {
            return List.of();
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            throw new IllegalStateException("thrown by the suite's propagator");
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            throw new IllegalStateException("thrown by the suite's propagator");
        }
    }
}
