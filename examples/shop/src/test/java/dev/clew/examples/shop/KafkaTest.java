package dev.clew.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testing.ClewExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both ends of the topic, with a record carried by hand from one to the other. */
class KafkaTest {
    private static final TopicPartition PARTITION = new TopicPartition(KafkaAnnouncer.TOPIC, 0);

    @RegisterExtension
    static final ClewExtension clew = ClewExtension.create();

    private final MockProducer<String, String> producer =
            new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

    @Test
    void packingIsPartOfTheTraceThatPlacedTheOrder() throws InterruptedException {
        KafkaAnnouncer announcer = new KafkaAnnouncer(producer, clew.getOpenTelemetry());
        Packing packing = new Packing(consumer, clew.getOpenTelemetry());
        Span order = clew.getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("place order")
                .startSpan();
        try (Scope scope = order.makeCurrent()) {
            announcer.placed(new Reservation(3, "teapot"));
        }
        order.end();
        announcer.close();

        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.addRecord(received(producer.history().get(0)));
        });
        // At the second poll, what the first one returned is packed.
        CountDownLatch packed = new CountDownLatch(1);
        consumer.schedulePollTask(packed::countDown);
        packing.start();
        assertThat(packed.await(10, TimeUnit.SECONDS)).isTrue();
        packing.close();

        assertThat(clew.trees()).contains("place order > PRODUCER send placed-orders > CONSUMER process placed-orders");
        assertThat(consumer.closed()).isTrue();
    }

    private static ConsumerRecord<String, String> received(ProducerRecord<String, String> sent) {
        ConsumerRecord<String, String> record = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }
}
