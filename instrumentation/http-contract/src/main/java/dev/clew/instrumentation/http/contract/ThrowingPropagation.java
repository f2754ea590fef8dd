package dev.clew.instrumentation.http.contract;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SDK whose propagator always throws. */
record ThrowingPropagation(OpenTelemetry openTelemetry) implements OpenTelemetry, TextMapPropagator {
    @Override
    public TracerProvider getTracerProvider() {
        return openTelemetry.getTracerProvider();
    }

    @Override
    public ContextPropagators getPropagators() {
        return ContextPropagators.create(this);
    }

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
