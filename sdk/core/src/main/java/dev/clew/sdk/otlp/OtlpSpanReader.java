package dev.clew.sdk.otlp;

import static dev.clew.sdk.otlp.ProtoReader.END;
import static dev.clew.sdk.otlp.ProtoReader.LENGTH_DELIMITED;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads spans from OTLP protobuf. Unknown fields are skipped, unknown kinds and status codes are {@code INTERNAL} and {@code
 * UNSET}, text that is not UTF-8 gets replacement characters, a malformed trace state is empty, a resource attribute whose key
 * {@link Resource} refuses is left out. What OTLP does not carry, such as the parent's trace state, is not there either.
 *
 * <p>Threads: any. Allocates: the spans, in proportion to the bytes given.
 */
public final class OtlpSpanReader {
    private static final int RESOURCE_SPANS = 1 << 3 | LENGTH_DELIMITED;

    private static final int RESOURCE = 1 << 3 | LENGTH_DELIMITED;
    private static final int SCOPE_SPANS = 2 << 3 | LENGTH_DELIMITED;

    private static final int RESOURCE_ATTRIBUTES = 1 << 3 | LENGTH_DELIMITED;

    private static final int SCOPE = 1 << 3 | LENGTH_DELIMITED;
    private static final int SPANS = 2 << 3 | LENGTH_DELIMITED;

    private static final int SCOPE_NAME = 1 << 3 | LENGTH_DELIMITED;
    private static final int SCOPE_VERSION = 2 << 3 | LENGTH_DELIMITED;
    private static final int SCOPE_ATTRIBUTES = 3 << 3 | LENGTH_DELIMITED;

    /** Of {@code ResourceSpans} and of {@code ScopeSpans} alike. */
    private static final int SCHEMA_URL = 3 << 3 | LENGTH_DELIMITED;

    private static final int MAX_RESOURCE_KEY_LENGTH = 255;

    private OtlpSpanReader() {}

    /**
     * The span of one {@code opentelemetry.proto.trace.v1.Span} message. The bytes are not kept.
     *
     * @throws MalformedOtlpException when the range is no such message, whatever is wrong with it
     * @throws IndexOutOfBoundsException when the range is not within the array
     */
    public static SpanData read(
            byte[] message, int offset, int length, Resource resource, InstrumentationScopeInfo scope) {
        return new OtlpSpan(SpanMessage.read(new ProtoReader(message, offset, length)), resource, scope);
    }

    /**
     * All spans of an {@code ExportTraceServiceRequest}, in its order. Spans of one resource share the {@link Resource}.
     *
     * @throws MalformedOtlpException when the bytes are no such request, whatever is wrong with them
     */
    public static List<SpanData> readRequest(byte[] request) {
        List<SpanData> spans = new ArrayList<>();
        ProtoReader in = new ProtoReader(request, 0, request.length);
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            if (tag == RESOURCE_SPANS) {
                readResourceSpans(in.message(), spans);
            } else {
                in.skip(tag);
            }
        }
        return spans;
    }

    private static void readResourceSpans(ProtoReader in, List<SpanData> spans) {
        Attributes attributes = Attributes.empty();
        String schemaUrl = "";
        // Protobuf allows any order of fields, and spans need their resource: so they wait until it has been read.
        List<ProtoReader> scopeSpans = new ArrayList<>();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case RESOURCE -> attributes = resource(in.message());
                case SCOPE_SPANS -> scopeSpans.add(in.message());
                case SCHEMA_URL -> schemaUrl = in.string();
                default -> in.skip(tag);
            }
        }
        Resource resource = Resource.create(attributes, schemaUrl.isEmpty() ? null : schemaUrl);
        for (ProtoReader each : scopeSpans) {
            readScopeSpans(each, resource, spans);
        }
    }

    private static void readScopeSpans(ProtoReader in, Resource resource, List<SpanData> spans) {
        InstrumentationScopeInfoBuilder scope = InstrumentationScopeInfo.builder("");
        String schemaUrl = "";
        List<ProtoReader> messages = new ArrayList<>();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case SCOPE -> scope = scope(in.message());
                case SPANS -> messages.add(in.message());
                case SCHEMA_URL -> schemaUrl = in.string();
                default -> in.skip(tag);
            }
        }
        if (!schemaUrl.isEmpty()) {
            scope.setSchemaUrl(schemaUrl);
        }
        InstrumentationScopeInfo info = scope.build();
        for (ProtoReader message : messages) {
            spans.add(new OtlpSpan(SpanMessage.read(message), resource, info));
        }
    }

    private static InstrumentationScopeInfoBuilder scope(ProtoReader in) {
        String name = "";
        String version = "";
        AttributesMessage attributes = new AttributesMessage();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            switch (tag) {
                case SCOPE_NAME -> name = in.string();
                case SCOPE_VERSION -> version = in.string();
                case SCOPE_ATTRIBUTES -> attributes.add(in);
                default -> in.skip(tag);
            }
        }
        InstrumentationScopeInfoBuilder scope =
                InstrumentationScopeInfo.builder(name).setAttributes(attributes.build());
        return version.isEmpty() ? scope : scope.setVersion(version);
    }

    private static Attributes resource(ProtoReader in) {
        AttributesMessage attributes = new AttributesMessage();
        for (int tag = in.nextTag(); tag != END; tag = in.nextTag()) {
            if (tag == RESOURCE_ATTRIBUTES) {
                attributes.add(in);
            } else {
                in.skip(tag);
            }
        }
        return attributes.build().toBuilder()
                .removeIf(key -> !isResourceKey(key.getKey()))
                .build();
    }

    /** Whether OpenTelemetry's {@link Resource} takes the key; it throws when one is not printable ASCII, or too long. */
    private static boolean isResourceKey(String key) {
        return key.length() <= MAX_RESOURCE_KEY_LENGTH && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
