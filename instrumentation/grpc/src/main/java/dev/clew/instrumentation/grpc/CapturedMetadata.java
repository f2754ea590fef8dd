package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The metadata that was asked for by name, all its values in their order. Allocates: nothing for what is not there. */
final class CapturedMetadata {
    private record Captured(Metadata.Key<String> key, AttributeKey<List<String>> attribute) {}

    private final List<Captured> captured;

    CapturedMetadata(List<String> names, Function<String, AttributeKey<List<String>>> attributes) {
        this.captured = names.stream()
                .distinct()
                .map(name -> new Captured(HeaderKey.of(name), attributes.apply(name)))
                .toList();
    }

    void copy(Metadata metadata, Span span) {
        for (Captured one : captured) {
            Iterable<String> values = metadata.getAll(one.key);
            if (values != null) {
                List<String> list = new ArrayList<>();
                values.forEach(list::add);
                span.setAttribute(one.attribute, list);
            }
        }
    }
}
