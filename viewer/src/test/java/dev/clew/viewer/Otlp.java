package dev.clew.viewer;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.List;

/** Requests as an SDK sends them, made by the published protobuf classes. */
final class Otlp {
    private static final long START = 1_800_000_000_000_000_000L;

    private Otlp() {}

    static byte[] request(Span... spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.name")
                                        .setValue(AnyValue.newBuilder().setStringValue("orders"))))
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
                .build()
                .toByteArray();
    }

    /** A span of the trace with this number; 0 is no parent. */
    static Span span(int trace, int id, int parentId, String name) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(0, trace))
                .setSpanId(bytes(id))
                .setName(name)
                .setStartTimeUnixNano(START + id * 1_000L)
                .setEndTimeUnixNano(START + id * 1_000L + 2_000_000);
        return parentId == 0
                ? span.build()
                : span.setParentSpanId(bytes(parentId)).build();
    }

    static String traceId(int trace) {
        return String.format("%032x", trace);
    }

    private static ByteString bytes(long... longs) {
        ByteBuffer bytes = ByteBuffer.allocate(longs.length * Long.BYTES);
        for (long each : longs) {
            bytes.putLong(each);
        }
        return ByteString.copyFrom(bytes.array());
    }
}
