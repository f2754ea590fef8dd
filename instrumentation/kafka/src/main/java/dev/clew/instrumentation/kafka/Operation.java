package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with Kafka, as its span and its metrics are told.
 *
 * @param topic null when it was done with several at once, or is not known
 * @param startNanos {@link System#nanoTime} before it began
 */
record Operation(Kind kind, @Nullable String topic, Client client, long startNanos) {
    private static final String KAFKA = "kafka";

    /** The operations, with their names in Kafka's terms and their types in those of the conventions. */
    enum Kind {
        SEND("send", "send", SpanKind.PRODUCER),
        POLL("poll", "receive", SpanKind.CLIENT),
        PROCESS("process", "process", SpanKind.CONSUMER);

        final String operationName;
        final String operationType;
        final SpanKind spanKind;

        Kind(String operationName, String operationType, SpanKind spanKind) {
            this.operationName = operationName;
            this.operationType = operationType;
            this.spanKind = spanKind;
        }
    }

    /** A builder with all that is known before the operation is done. */
    SpanBuilder spanBuilder(Tracer tracer) {
        String name = topic == null ? kind.operationName : kind.operationName + ' ' + topic;
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(kind.spanKind)
                .setAttribute(MessagingAttributes.MESSAGING_SYSTEM_NAME, KAFKA)
                .setAttribute(MessagingAttributes.MESSAGING_OPERATION_NAME, kind.operationName)
                .setAttribute(MessagingAttributes.MESSAGING_OPERATION_TYPE, kind.operationType);
        if (topic != null) {
            builder.setAttribute(MessagingAttributes.MESSAGING_DESTINATION_NAME, topic);
        }
        if (client.id() != null) {
            builder.setAttribute(MessagingAttributes.MESSAGING_CLIENT_ID, client.id());
        }
        if (client.group() != null) {
            builder.setAttribute(MessagingAttributes.MESSAGING_CONSUMER_GROUP_NAME, client.group());
        }
        return builder;
    }

    /** What its metrics are told apart by. Neither client ids nor partitions: there may be thousands. */
    Attributes metricAttributes(@Nullable Throwable error) {
        AttributesBuilder attributes = Attributes.builder()
                .put(MessagingAttributes.MESSAGING_SYSTEM_NAME, KAFKA)
                .put(MessagingAttributes.MESSAGING_OPERATION_NAME, kind.operationName)
                .put(MessagingAttributes.MESSAGING_OPERATION_TYPE, kind.operationType);
        if (topic != null) {
            attributes.put(MessagingAttributes.MESSAGING_DESTINATION_NAME, topic);
        }
        if (client.group() != null) {
            attributes.put(MessagingAttributes.MESSAGING_CONSUMER_GROUP_NAME, client.group());
        }
        if (error != null) {
            attributes.put(MessagingAttributes.ERROR_TYPE, error.getClass().getName());
        }
        return attributes.build();
    }

    /** The same with one of several topics. */
    Operation with(String oneTopic) {
        return new Operation(kind, oneTopic, client, startNanos);
    }
}
