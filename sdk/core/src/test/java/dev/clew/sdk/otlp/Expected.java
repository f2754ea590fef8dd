package dev.clew.sdk.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a message means, told from the published protobuf classes: the other opinion that the reader is compared with. */
final class Expected {
    private Expected() {}

    static Resource resource(ResourceSpans message) {
        return Resource.create(attributes(message.getResource().getAttributesList()), orNull(message.getSchemaUrl()));
    }

    static InstrumentationScopeInfo scope(ScopeSpans message) {
        var scope = InstrumentationScopeInfo.builder(message.getScope().getName())
                .setAttributes(attributes(message.getScope().getAttributesList()));
        if (!message.getScope().getVersion().isEmpty()) {
            scope.setVersion(message.getScope().getVersion());
        }
        if (!message.getSchemaUrl().isEmpty()) {
            scope.setSchemaUrl(message.getSchemaUrl());
        }
        return scope.build();
    }

    static SpanData span(Span span, Resource resource, InstrumentationScopeInfo scope) {
        return TestSpanData.builder()
                .setResource(resource)
                .setInstrumentationScopeInfo(scope)
                .setSpanContext(SpanContext.create(
                        traceId(span.getTraceId()),
                        spanId(span.getSpanId()),
                        TraceFlags.fromByte((byte) span.getFlags()),
                        traceState(span.getTraceState())))
                .setParentSpanContext(
                        span.getParentSpanId().isEmpty()
                                ? SpanContext.getInvalid()
                                : referenced(span.getTraceId(), span.getParentSpanId(), span.getFlags(), ""))
                .setName(span.getName())
                .setKind(kind(span.getKind()))
                .setStartEpochNanos(span.getStartTimeUnixNano())
                .setEndEpochNanos(span.getEndTimeUnixNano())
                .setAttributes(attributes(span.getAttributesList()))
                .setTotalAttributeCount(span.getAttributesCount() + span.getDroppedAttributesCount())
                .setEvents(span.getEventsList().stream().map(Expected::event).toList())
                .setTotalRecordedEvents(span.getEventsCount() + span.getDroppedEventsCount())
                .setLinks(span.getLinksList().stream().map(Expected::link).toList())
                .setTotalRecordedLinks(span.getLinksCount() + span.getDroppedLinksCount())
                .setStatus(StatusData.create(
                        switch (span.getStatus().getCode()) {
                            case STATUS_CODE_OK -> StatusCode.OK;
                            case STATUS_CODE_ERROR -> StatusCode.ERROR;
                            default -> StatusCode.UNSET;
                        },
                        span.getStatus().getMessage()))
                .setHasEnded(true)
                .build();
    }

    private static EventData event(Span.Event event) {
        return EventData.create(
                event.getTimeUnixNano(),
                event.getName(),
                attributes(event.getAttributesList()),
                event.getAttributesCount() + event.getDroppedAttributesCount());
    }

    private static LinkData link(Span.Link link) {
        return LinkData.create(
                referenced(link.getTraceId(), link.getSpanId(), link.getFlags(), link.getTraceState()),
                attributes(link.getAttributesList()),
                link.getAttributesCount() + link.getDroppedAttributesCount());
    }

    private static SpanContext referenced(ByteString traceId, ByteString spanId, int flags, String traceState) {
        TraceFlags traceFlags = TraceFlags.fromByte((byte) flags);
        return (flags & 0x200) != 0
                ? SpanContext.createFromRemoteParent(
                        traceId(traceId), spanId(spanId), traceFlags, traceState(traceState))
                : SpanContext.create(traceId(traceId), spanId(spanId), traceFlags, traceState(traceState));
    }

    private static SpanKind kind(Span.SpanKind kind) {
        return switch (kind) {
            case SPAN_KIND_SERVER -> SpanKind.SERVER;
            case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
            case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
            case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
            default -> SpanKind.INTERNAL;
        };
    }

    private static TraceState traceState(String list) {
        return switch (list) {
            case "" -> TraceState.getDefault();
            case "k=v" -> TraceState.builder().put("k", "v").build();
            default ->
                TraceState.builder().put("vendor@sys", "x;y").put("a", "1").build();
        };
    }

    private static Attributes attributes(List<KeyValue> list) {
        AttributesBuilder attributes = Attributes.builder();
        for (KeyValue each : list) {
            put(attributes, each.getKey(), each.getValue());
        }
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String key, AnyValue value) {
        switch (value.getValueCase()) {
            case STRING_VALUE -> attributes.put(key, value.getStringValue());
            case BOOL_VALUE -> attributes.put(key, value.getBoolValue());
            case INT_VALUE -> attributes.put(key, value.getIntValue());
            case DOUBLE_VALUE -> attributes.put(key, value.getDoubleValue());
            case ARRAY_VALUE -> putArray(attributes, key, value);
            default -> attributes.put(AttributeKey.valueKey(key), value(value));
        }
    }

    private static void putArray(AttributesBuilder attributes, String key, AnyValue array) {
        List<AnyValue> values = array.getArrayValue().getValuesList();
        if (values.stream().map(AnyValue::getValueCase).distinct().count() != 1) {
            attributes.put(AttributeKey.valueKey(key), value(array));
            return;
        }
        switch (values.get(0).getValueCase()) {
            case STRING_VALUE ->
                attributes.put(AttributeKey.stringArrayKey(key), each(values, AnyValue::getStringValue));
            case BOOL_VALUE -> attributes.put(AttributeKey.booleanArrayKey(key), each(values, AnyValue::getBoolValue));
            case INT_VALUE -> attributes.put(AttributeKey.longArrayKey(key), each(values, AnyValue::getIntValue));
            case DOUBLE_VALUE ->
                attributes.put(AttributeKey.doubleArrayKey(key), each(values, AnyValue::getDoubleValue));
            default -> attributes.put(AttributeKey.valueKey(key), value(array));
        }
    }

    private static <T> List<T> each(List<AnyValue> values, Function<AnyValue, T> of) {
        return values.stream().map(of).toList();
    }

    private static Value<?> value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> Value.of(value.getStringValue());
            case BOOL_VALUE -> Value.of(value.getBoolValue());
            case INT_VALUE -> Value.of(value.getIntValue());
            case DOUBLE_VALUE -> Value.of(value.getDoubleValue());
            case BYTES_VALUE -> Value.of(value.getBytesValue().toByteArray());
            case ARRAY_VALUE ->
                Value.of(value.getArrayValue().getValuesList().stream()
                        .<Value<?>>map(Expected::value)
                        .toList());
            case KVLIST_VALUE ->
                Value.of(value.getKvlistValue().getValuesList().stream()
                        .map(each -> io.opentelemetry.api.common.KeyValue.of(each.getKey(), value(each.getValue())))
                        .toArray(io.opentelemetry.api.common.KeyValue[]::new));
            default -> Value.empty();
        };
    }

    private static String traceId(ByteString id) {
        return TraceId.fromBytes(id.toByteArray());
    }

    private static String spanId(ByteString id) {
        return SpanId.fromBytes(id.toByteArray());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
