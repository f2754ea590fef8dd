package dev.clew.sdk.differential;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a receiver sees of a request, read by the published protobuf classes: in an order that does not depend on the sender's,
 * and without what is listed in {@link Difference}.
 */
record Wire(Setup setup, Alike alike) {
    Wire(Setup setup) {
        this(setup, Alike.cutAt(setup.limits().getMaxAttributeValueLength()));
    }

    /** Resource, scope and span of each span; what else there is to the request is in these. */
    List<Object> spans(byte[] bytes) {
        List<Object> seen = new ArrayList<>();
        for (ResourceSpans resource : parse(bytes).getResourceSpansList()) {
            ResourceSpans.Builder head = resource.toBuilder().clearScopeSpans();
            head.getResourceBuilder()
                    .clearAttributes()
                    .addAllAttributes(attributes(resource.getResource().getAttributesList()));
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                ScopeSpans name = scope.toBuilder().clearSpans().build();
                scope.getSpansList().forEach(span -> seen.add(List.of(id(span), head.build(), name, alike(span))));
            }
        }
        seen.sort(Comparator.comparing(span -> (String) ((List<?>) span).get(0)));
        return seen;
    }

    static ExportTraceServiceRequest parse(byte[] bytes) {
        try {
            return ExportTraceServiceRequest.parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String id(Span span) {
        StringBuilder id = new StringBuilder();
        for (byte each : span.getSpanId()) {
            id.append("%02x".formatted(each));
        }
        return id.toString();
    }

    private Span alike(Span span) {
        Span.Builder alike = span.toBuilder()
                .setName(Alike.name(span.getName()))
                .clearAttributes()
                .addAllAttributes(attributes(span.getAttributesList()))
                .clearEvents()
                .clearLinks();
        for (Span.Event event : span.getEventsList()) {
            alike.addEvents(
                    event.toBuilder().clearAttributes().addAllAttributes(attributes(event.getAttributesList())));
        }
        for (Span.Link link : span.getLinksList()) {
            alike.addLinks(link.toBuilder().clearAttributes().addAllAttributes(attributes(link.getAttributesList())));
        }
        if (span.getStatus().equals(Status.getDefaultInstance())) {
            alike.clearStatus(); // Difference.EMPTY_STATUS
        }
        if (setup.reuse()) {
            alike.clearDroppedLinksCount(); // Difference.BUILDER_AGAIN
        }
        return alike.build();
    }

    // OpenTelemetry's SDK keeps a span's attributes in no order.
    private List<KeyValue> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .map(each -> each.toBuilder().setValue(value(each.getValue())).build())
                .sorted(Comparator.comparing(KeyValue::getKey))
                .toList();
    }

    private AnyValue value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE ->
                AnyValue.newBuilder()
                        .setStringValue(alike.text().apply(value.getStringValue()))
                        .build();
            case ARRAY_VALUE ->
                AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder()
                                .addAllValues(value.getArrayValue().getValuesList().stream()
                                        .map(this::value)
                                        .toList()))
                        .build();
            case KVLIST_VALUE ->
                AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder()
                                .addAllValues(value.getKvlistValue().getValuesList().stream()
                                        .map(each -> each.toBuilder()
                                                .setValue(value(each.getValue()))
                                                .build())
                                        .toList()))
                        .build();
            default -> value;
        };
    }
}
