package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.SpanBuilder;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a span says of the one message that it is about. */
final class MessageAttributes {
    private MessageAttributes() {}

    static void set(SpanBuilder builder, ProducerRecord<?, ?> record, Settings settings) {
        setContent(builder, record.key(), record.value(), settings);
        if (record.partition() != null) {
            setPartition(builder, record.partition());
        }
    }

    static void set(SpanBuilder builder, ConsumerRecord<?, ?> record, Settings settings) {
        setContent(builder, record.key(), record.value(), settings);
        setPartition(builder, record.partition());
        builder.setAttribute(MessagingAttributes.KAFKA_OFFSET, record.offset());
        if (settings.bodySize() && record.serializedValueSize() >= 0) {
            builder.setAttribute(MessagingAttributes.MESSAGING_MESSAGE_BODY_SIZE, (long) record.serializedValueSize());
        }
    }

    static void setPartition(SpanBuilder builder, int partition) {
        builder.setAttribute(MessagingAttributes.MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(partition));
    }

    private static void setContent(
            SpanBuilder builder, @Nullable Object key, @Nullable Object value, Settings settings) {
        if (settings.messageKey() && isPlain(key)) {
            builder.setAttribute(MessagingAttributes.KAFKA_MESSAGE_KEY, String.valueOf(key));
        }
        if (value == null) {
            builder.setAttribute(MessagingAttributes.KAFKA_MESSAGE_TOMBSTONE, true);
        }
    }

    /** Whether there is one way to write the key as text: the conventions want no other. */
    private static boolean isPlain(@Nullable Object key) {
        return key instanceof CharSequence
                || key instanceof Number
                || key instanceof Boolean
                || key instanceof Enum
                || key instanceof UUID;
    }
}
