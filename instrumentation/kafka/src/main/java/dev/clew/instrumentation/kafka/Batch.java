package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.trace.SpanBuilder;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a span says of the many messages that it is about: what they have in common. */
final class Batch {
    private Batch() {}

    /** The topic of all records, or null when there are several. */
    static @Nullable String topic(ConsumerRecords<?, ?> records) {
        String topic = null;
        for (TopicPartition partition : records.partitions()) {
            if (topic != null && !topic.equals(partition.topic())) {
                return null;
            }
            topic = partition.topic();
        }
        return topic;
    }

    static void set(SpanBuilder builder, ConsumerRecords<?, ?> records) {
        builder.setAttribute(MessagingAttributes.MESSAGING_BATCH_MESSAGE_COUNT, (long) records.count());
        Set<TopicPartition> partitions = records.partitions();
        if (partitions.size() == 1) {
            MessageAttributes.setPartition(builder, partitions.iterator().next().partition());
        }
    }
}
