package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.instrumentation.kafka.KafkaTracing;
import dev.clew.instrumentation.kafka.TracedConsumer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs the orders that come from the topic, each within a span of the trace that placed it. */
final class Packing {
    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);

    private final TracedConsumer<String, String> consumer;
    private final Thread thread = new Thread(this::packUntilClosed, "packing");

    Packing(Consumer<String, String> consumer, OpenTelemetry openTelemetry) {
        this.consumer = KafkaTracing.create(openTelemetry).wrap(consumer);
    }

    static Packing from(String broker, OpenTelemetry openTelemetry) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker, "group.id", "packing", "auto.offset.reset", "earliest");
        return new Packing(
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()), openTelemetry);
    }

    Packing start() {
        thread.start();
        return this;
    }

    private void packUntilClosed() {
        try (consumer) {
            consumer.subscribe(List.of(KafkaAnnouncer.TOPIC));
            while (true) {
                for (ConsumerRecord<String, String> order : consumer.poll(Duration.ofSeconds(1))) {
                    consumer.process(order, this::pack);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        }
    }

    /** Current here is the span of the order's processing, and the baggage that came with the order. */
    private void pack(ConsumerRecord<String, String> order) {
        CurrentSpan.set("shop.order", order.key());
        LOG.info("order {} is packed: a {}", order.key(), order.value());
    }

    /** Finishes the order that it packs. */
    void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
