package dev.clew.examples.shop;

import dev.clew.instrumentation.kafka.KafkaTracing;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends orders to a topic. The wrapped producer makes a span for each, and puts the trace into the record's headers. */
final class KafkaAnnouncer implements Announcer {
    static final String TOPIC = "placed-orders";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAnnouncer.class);

    private final Producer<String, String> producer;

    KafkaAnnouncer(Producer<String, String> producer, OpenTelemetry openTelemetry) {
        this.producer = KafkaTracing.create(openTelemetry).wrap(producer);
    }

    static KafkaAnnouncer to(String broker, OpenTelemetry openTelemetry) {
        // Without a broker an order waits this long at most, and is placed all the same.
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "max.block.ms", "2000");
        return new KafkaAnnouncer(
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()), openTelemetry);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of a failure.
    public void placed(Reservation order) {
        String number = Integer.toString(order.order());
        producer.send(new ProducerRecord<>(TOPIC, number, order.item()), (sent, failure) -> {
            if (failure != null) {
                LOG.warn("order {} is not announced: {}", number, failure.toString());
            }
        });
    }

    /** Sends what it holds. */
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
