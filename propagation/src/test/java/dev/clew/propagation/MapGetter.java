package dev.clew.propagation;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The carrier of most examples: a map from names in lower case. */
final class MapGetter implements TextMapGetter<Map<String, String>> {
    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String name) {
        return carrier == null ? null : carrier.get(name);
    }
}
