package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A tracestate with one member of any text. */
record UncheckedTraceState(String ot) implements TraceState {
    @Override
    public @Nullable String get(String key) {
        return key.equals("ot") ? ot : null;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
        consumer.accept("ot", ot);
    }

    @Override
    public Map<String, String> asMap() {
        return Map.of("ot", ot);
    }

    @Override
    public TraceStateBuilder toBuilder() {
        return TraceState.builder();
    }
}
