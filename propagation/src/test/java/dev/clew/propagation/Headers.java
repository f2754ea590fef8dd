package dev.clew.propagation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP headers as a server keeps them: names in any case, both in the order received. */
final class Headers {
    static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            List<String> all = headers == null ? List.of() : headers.all(name);
            return all.isEmpty() ? null : all.get(0);
        }

        @Override
        @SuppressWarnings("deprecation") // for formats that look for a prefix
        public Iterable<String> keys(@Nullable Headers headers) {
            return headers == null ? List.of() : headers.values.keySet();
        }

        @Override
        public Iterator<String> getAll(@Nullable Headers headers, String name) {
            return headers == null
                    ? List.<String>of().iterator()
                    : headers.all(name).iterator();
        }
    };

    static final TextMapSetter<Headers> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.values.put(name, new ArrayList<>(List.of(value)));
        }
    };

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Headers of(String name, String... values) {
        return new Headers().and(name, values);
    }

    static Headers from(TextMapPropagator propagator, Context context) {
        Headers headers = new Headers();
        propagator.inject(context, headers, SETTER);
        return headers;
    }

    Headers and(String name, String... more) {
        values.computeIfAbsent(name, absent -> new ArrayList<>()).addAll(List.of(more));
        return this;
    }

    List<String> all(String name) {
        for (Map.Entry<String, List<String>> header : values.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return List.of();
    }

    @Nullable
    String one(String name) {
        return GETTER.get(this, name);
    }

    Map<String, List<String>> asMap() {
        return values;
    }

    Context read(TextMapPropagator propagator) {
        return propagator.extract(Context.root(), this, GETTER);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
