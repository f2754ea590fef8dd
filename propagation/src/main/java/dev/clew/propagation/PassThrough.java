package dev.clew.propagation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forwards headers as they came, without a look at what they mean. Of each the first value, up to 8,192 characters; one that no
 * header can hold is left out. Threads: any. Allocates: nothing when the headers are absent.
 */
final class PassThrough extends GuardedPropagator {
    private final ContextKey<Map<String, String>> received = ContextKey.named("clew-pass-through");
    private final List<String> fields;

    PassThrough(Collection<String> fields) {
        for (String field : fields) {
            if (!BaggageText.isToken(field)) {
                throw new IllegalArgumentException("a field must be the name of a header: field=" + field);
            }
        }
        this.fields = List.copyOf(fields);
    }

    @Override
    public Collection<String> fields() {
        return fields;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        Map<String, String> values = context.get(received);
        if (values != null) {
            values.forEach((field, value) -> setter.set(carrier, field, value));
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Map<String, String> values = null;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            String value = getter.get(carrier, field);
            if (value == null || value.isEmpty()) {
                continue;
            }
            if (value.length() > MAX_LENGTH || !UrlText.isPrintable(value)) {
                ignored(field, value);
                continue;
            }
            if (values == null) {
                values = new LinkedHashMap<>();
            }
            values.put(field, value);
        }
        return values == null ? context : context.with(received, values);
    }
}
