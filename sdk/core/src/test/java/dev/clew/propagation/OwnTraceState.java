package dev.clew.propagation;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A tracestate of the package that Clew's propagators make theirs in; the core does not know these. */
public final class OwnTraceState implements TraceState {
    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {}

    @Override
    public Map<String, String> asMap() {
        return Map.of();
    }

    @Override
    public TraceStateBuilder toBuilder() {
        return TraceState.builder();
    }
}
