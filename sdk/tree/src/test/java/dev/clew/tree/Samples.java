package dev.clew.tree;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** Traces as they come in life. */
final class Samples {
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private Samples() {}

    /** A request through three services, the last of which fails. */
    static TraceTree checkout() {
        List<SpanData> spans = List.of(
                http(named(1, 0, "GET /checkout"), SpanKind.SERVER, "storefront", 0, 48_200)
                        .setAttributes(Attributes.of(STATUS, 200L))
                        .build(),
                http(named(2, 1, "load cart"), SpanKind.INTERNAL, "storefront", 900, 6_100)
                        .setEvents(List.of(event(2_400, "cache.miss", "key", "cart:42")))
                        .build(),
                http(named(3, 1, "GET"), SpanKind.CLIENT, "storefront", 7_400, 39_000)
                        .setAttributes(Attributes.of(STATUS, 200L))
                        .build(),
                http(named(4, 3, "GET /orders/{id}"), SpanKind.SERVER, "orders", 8_300, 37_100)
                        .setAttributes(Attributes.of(STATUS, 200L))
                        .build(),
                http(named(5, 4, "GET"), SpanKind.CLIENT, "orders", 9_800, 33_300)
                        .setAttributes(Attributes.of(STATUS, 503L, AttributeKey.stringKey("error.type"), "503"))
                        .setStatus(StatusData.error())
                        .build(),
                http(named(6, 5, "GET /stock/{sku}"), SpanKind.SERVER, "inventory", 11_000, 31_000)
                        .setAttributes(Attributes.of(STATUS, 503L, AttributeKey.stringKey("user.id"), "u-42"))
                        .setStatus(StatusData.create(StatusCode.ERROR, "warehouse is away"))
                        .setEvents(List.of(exception()))
                        .build(),
                http(named(7, 4, "price the rest"), SpanKind.INTERNAL, "orders", 43_500, 812)
                        .build());
        return TraceTree.of(spans).get(0);
    }

    private static TestSpanData.Builder http(
            TestSpanData.Builder span, SpanKind kind, String service, long startMicros, long micros) {
        long start = Spans.START + startMicros * 1_000;
        return span.setKind(kind)
                .setResource(Spans.service(service))
                .setStartEpochNanos(start)
                .setEndEpochNanos(start + micros * 1_000);
    }

    private static TestSpanData.Builder named(int id, int parentId, String name) {
        return Spans.builder(id, parentId).setName(name);
    }

    static EventData event(long atMicros, String name, String key, String value) {
        return EventData.create(
                Spans.START + atMicros * 1_000, name, Attributes.of(AttributeKey.stringKey(key), value));
    }

    private static EventData exception() {
        return EventData.create(
                Spans.START,
                "exception",
                Attributes.of(
                        AttributeKey.stringKey("exception.type"),
                        "java.net.ConnectException",
                        AttributeKey.stringKey("exception.message"),
                        "warehouse is away"));
    }
}
