package dev.clew.tree;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/** Spans as short as a test can say them. */
final class Spans {
    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final long START = 1_800_000_000_000_000_000L;

    private Spans() {}

    /** A span named after its id, that starts at id microseconds and takes a millisecond; 0 is no parent. */
    static TestSpanData span(int id, int parentId) {
        return builder(id, parentId).build();
    }

    static TestSpanData.Builder builder(int id, int parentId) {
        return TestSpanData.builder()
                .setName("s" + id)
                .setKind(SpanKind.INTERNAL)
                .setSpanContext(context(id))
                .setParentSpanContext(parentId == 0 ? SpanContext.getInvalid() : context(parentId))
                .setResource(service("shop"))
                .setStatus(StatusData.unset())
                .setStartEpochNanos(START + id * 1_000L)
                .setEndEpochNanos(START + id * 1_000L + 1_000_000)
                .setHasEnded(true);
    }

    static Resource service(String name) {
        return Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name));
    }

    static SpanContext context(int id) {
        return SpanContext.create(TRACE_ID, spanId(id), TraceFlags.getSampled(), TraceState.getDefault());
    }

    static String spanId(int id) {
        return String.format("%016x", id);
    }
}
