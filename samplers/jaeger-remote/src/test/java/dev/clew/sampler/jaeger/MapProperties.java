package dev.clew.sampler.jaeger;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of which this sampler reads strings only. */
record MapProperties(Map<String, String> values) implements ConfigProperties {
    @Override
    public @Nullable String getString(String name) {
        return values.get(name);
    }

    @Override
    public @Nullable Boolean getBoolean(String name) {
        throw new AssertionError(name);
    }

    @Override
    public @Nullable Integer getInt(String name) {
        throw new AssertionError(name);
    }

    @Override
    public @Nullable Long getLong(String name) {
        throw new AssertionError(name);
    }

    @Override
    public @Nullable Double getDouble(String name) {
        throw new AssertionError(name);
    }

    @Override
    public @Nullable Duration getDuration(String name) {
        throw new AssertionError(name);
    }

    @Override
    public List<String> getList(String name) {
        throw new AssertionError(name);
    }

    @Override
    public Map<String, String> getMap(String name) {
        return Map.of();
    }
}
