package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code grpc-trace-bin} where headers are text: base64, written without padding, as gRPC writes binary metadata.
 * Threads: any. Allocates: nothing when the header is absent.
 */
final class GrpcTraceBin extends GuardedPropagator {
    static final GrpcTraceBin INSTANCE = new GrpcTraceBin();
    private static final String HEADER = "grpc-trace-bin";
    private static final List<String> FIELDS = List.of(HEADER);

    // Base64 of more bytes than there are fields; a later field may follow ours.
    private static final int MAX_BASE64_LENGTH = 128;

    private GrpcTraceBin() {}

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    <C> void write(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        if (span.isValid()) {
            byte[] text = Base64.getEncoder().withoutPadding().encode(BinarySpanContext.encode(span));
            setter.set(carrier, HEADER, new String(text, ISO_8859_1));
        }
    }

    @Override
    <C> Context read(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String header = header(getter, carrier, HEADER);
        if (header == null) {
            return context;
        }
        SpanContext span = decode(header);
        if (!span.isValid()) {
            ignored(HEADER, header);
            return context;
        }
        return context.with(Span.wrap(span));
    }

    private static SpanContext decode(String header) {
        if (header.length() > MAX_BASE64_LENGTH) {
            return SpanContext.getInvalid();
        }
        try {
            return BinarySpanContext.decode(Base64.getDecoder().decode(header));
        } catch (IllegalArgumentException notBase64) {
            return SpanContext.getInvalid();
        }
    }
}
