package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as propagators read and write it. A name that metadata cannot have is not there to read, and not written.
 *
 * <p>Threads: any. Allocates: nothing for the headers given to the constructor when they are absent.
 */
final class MetadataCarrier implements TextMapGetter<Metadata>, TextMapSetter<Metadata> {
    private final Map<String, Metadata.Key<String>> keys = new HashMap<>();

    MetadataCarrier(Collection<String> fields) {
        for (String field : fields) {
            Metadata.Key<String> key = newKey(field);
            if (key != null) {
                keys.put(field, key);
            }
        }
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract in OpenTelemetry, and some propagators still call it
    public Iterable<String> keys(Metadata metadata) {
        return metadata.keys();
    }

    @Override
    public @Nullable String get(@Nullable Metadata metadata, String name) {
        Iterable<String> values = values(metadata, name);
        return values == null ? null : values.iterator().next();
    }

    @Override
    public Iterator<String> getAll(@Nullable Metadata metadata, String name) {
        Iterable<String> values = values(metadata, name);
        return values == null ? Collections.emptyIterator() : values.iterator();
    }

    @Override
    public void set(@Nullable Metadata metadata, String name, String value) {
        Metadata.Key<String> key = key(name);
        if (metadata != null && key != null) {
            metadata.discardAll(key);
            metadata.put(key, value);
        }
    }

    private @Nullable Iterable<String> values(@Nullable Metadata metadata, String name) {
        Metadata.Key<String> key = key(name);
        return metadata == null || key == null ? null : metadata.getAll(key);
    }

    private Metadata.@Nullable Key<String> key(String name) {
        Metadata.Key<String> key = keys.get(name);
        return key == null ? newKey(name) : key;
    }

    private static Metadata.@Nullable Key<String> newKey(String name) {
        try {
            return HeaderKey.of(name);
        } catch (IllegalArgumentException notForMetadata) {
            return null;
        }
    }
}
