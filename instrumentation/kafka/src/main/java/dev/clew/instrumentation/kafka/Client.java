package dev.clew.instrumentation.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.jspecify.annotations.Nullable;

/**
 * Which of the application's clients it was.
 *
 * @param id the client's {@code client.id}; null where it does not say
 * @param group the consumer's group; null without one
 */
record Client(@Nullable String id, @Nullable String group) {
    static final Client UNKNOWN = new Client(null, null);

    private static final String ID_TAG = "client-id";

    static Client of(Producer<?, ?> producer, Failures failures) {
        try {
            return new Client(id(producer.metrics()), null);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("identify the producer", failure);
            return UNKNOWN;
        }
    }

    /** Asks the consumer, which must not be in use by another thread. Nothing is sent. */
    static Client of(Consumer<?, ?> consumer, Failures failures) {
        try {
            return new Client(id(consumer.metrics()), group(consumer));
        } catch (RuntimeException | LinkageError failure) {
            failures.add("identify the consumer", failure);
            return UNKNOWN;
        }
    }

    /** Kafka has no other way to ask for it: every metric of a client carries its id. */
    private static @Nullable String id(@Nullable Map<MetricName, ? extends Metric> metrics) {
        if (metrics != null) {
            for (MetricName metric : metrics.keySet()) {
                String id = metric.tags().get(ID_TAG);
                if (id != null) {
                    return id;
                }
            }
        }
        return null;
    }

    private static @Nullable String group(Consumer<?, ?> consumer) {
        try {
            return consumer.groupMetadata().groupId();
        } catch (InvalidGroupIdException withoutGroup) {
            return null;
        }
    }
}
