package dev.clew.sdk.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Valid OTLP messages of every shape, each from a seed, made by the published protobuf classes. */
final class RandomRequest {
    private static final List<String> TEXTS = List.of(
            "", "a", "http.request.method", "GET /orders/{id}", "gr\u00fc\u00df", "\ud83e\uddf5 thread", "a\u0000b");

    private final Random random;

    RandomRequest(long seed) {
        random = new Random(seed);
    }

    ExportTraceServiceRequest request() {
        return ExportTraceServiceRequest.newBuilder()
                .addAllResourceSpans(some(this::resourceSpans))
                .build();
    }

    private ResourceSpans resourceSpans() {
        return ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(attributes()))
                .setSchemaUrl(text())
                .addAllScopeSpans(some(this::scopeSpans))
                .build();
    }

    private ScopeSpans scopeSpans() {
        return ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName(text())
                        .setVersion(text())
                        .addAllAttributes(attributes()))
                .setSchemaUrl(text())
                .addAllSpans(some(this::span))
                .build();
    }

    Span span() {
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setTraceState(random.nextBoolean() ? "" : "a=1,vendor@sys=x;y")
                .setParentSpanId(random.nextBoolean() ? ByteString.EMPTY : id(8))
                .setFlags(random.nextInt(1 << 10))
                .setName(text())
                .setKindValue(random.nextInt(7))
                .setStartTimeUnixNano(random.nextLong())
                .setEndTimeUnixNano(random.nextLong())
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(dropped())
                .addAllEvents(some(this::event))
                .setDroppedEventsCount(dropped())
                .addAllLinks(some(this::link))
                .setDroppedLinksCount(dropped());
        if (random.nextBoolean()) {
            span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(4)).setMessage(text()));
        }
        return span.build();
    }

    private Span.Event event() {
        return Span.Event.newBuilder()
                .setTimeUnixNano(random.nextLong())
                .setName(text())
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(dropped())
                .build();
    }

    private Span.Link link() {
        return Span.Link.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setTraceState(random.nextBoolean() ? "" : "k=v")
                .setFlags(random.nextInt(1 << 10))
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(dropped())
                .build();
    }

    private List<KeyValue> attributes() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> KeyValue.newBuilder()
                        .setKey("key." + i)
                        .setValue(value(2))
                        .build())
                .toList();
    }

    private AnyValue value(int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> value.build();
            case 1 -> value.setStringValue(text()).build();
            case 2 -> value.setBoolValue(random.nextBoolean()).build();
            case 3 -> value.setIntValue(random.nextLong()).build();
            case 4 -> value.setDoubleValue(random.nextGaussian()).build();
            case 5 -> value.setBytesValue(id(random.nextInt(20))).build();
            case 6 ->
                value.setArrayValue(ArrayValue.newBuilder().addAllValues(some(() -> value(depth - 1))))
                        .build();
            case 7 ->
                value.setArrayValue(ArrayValue.newBuilder().addAllValues(sameKind()))
                        .build();
            default ->
                value.setKvlistValue(KeyValueList.newBuilder()
                                .addAllValues(some(() -> KeyValue.newBuilder()
                                        .setKey(text())
                                        .setValue(value(depth - 1))
                                        .build())))
                        .build();
        };
    }

    private List<AnyValue> sameKind() {
        int kind = random.nextInt(4);
        return some(() -> switch (kind) {
            case 0 -> AnyValue.newBuilder().setStringValue(text()).build();
            case 1 -> AnyValue.newBuilder().setBoolValue(random.nextBoolean()).build();
            case 2 -> AnyValue.newBuilder().setIntValue(random.nextLong()).build();
            default -> AnyValue.newBuilder().setDoubleValue(random.nextDouble()).build();
        });
    }

    private <T> List<T> some(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(4)).toList();
    }

    private int dropped() {
        return random.nextInt(3);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private ByteString id(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return ByteString.copyFrom(id);
    }
}
