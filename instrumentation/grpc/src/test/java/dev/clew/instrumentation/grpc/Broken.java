package dev.clew.instrumentation.grpc;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An SDK with a part that throws, or that is not there. */
record Broken(OpenTelemetry openTelemetry, Part part) implements OpenTelemetry, TextMapPropagator {
    enum Part {
        PROPAGATOR,
        NO_PROPAGATORS,
        TRACER,
        SPAN
    }

    @Override
    public TracerProvider getTracerProvider() {
        return switch (part) {
            case TRACER -> proxy(TracerProvider.class, (proxy, method, arguments) -> throwing(Tracer.class, "tracer"));
            case SPAN ->
                proxy(TracerProvider.class, (proxy, method, arguments) -> (Tracer) name -> buildingThrowingSpans());
            case PROPAGATOR, NO_PROPAGATORS -> openTelemetry.getTracerProvider();
        };
    }

    @Override
    public ContextPropagators getPropagators() {
        return switch (part) {
            case PROPAGATOR -> ContextPropagators.create(this);
            case NO_PROPAGATORS -> ContextPropagators.noop();
            case TRACER, SPAN -> openTelemetry.getPropagators();
        };
    }

    @Override
    public Collection<String> fields() {
        throw new IllegalStateException("thrown by the suite's propagator");
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        throw new IllegalStateException("thrown by the suite's propagator");
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        throw new NoClassDefFoundError("thrown by the suite's propagator");
    }

    /** Whose spans say that they record, and throw at anything that is put into them, and at their end. */
    private static SpanBuilder buildingThrowingSpans() {
        Span span = proxy(Span.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "isRecording" -> true;
            case "getSpanContext" -> SpanContext.getInvalid();
            case "storeInContext" -> InvocationHandler.invokeDefault(proxy, method, arguments);
            case "hashCode" -> 1;
            default -> throw new IllegalStateException("thrown by the suite's span");
        });
        return proxy(
                SpanBuilder.class,
                (proxy, method, arguments) -> method.getName().equals("startSpan") ? span : proxy);
    }

    private static <T> T throwing(Class<T> type, String part) {
        return proxy(type, (proxy, method, arguments) -> {
            throw new IllegalStateException("thrown by the suite's " + part);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
