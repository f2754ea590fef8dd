package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clew.testing.ClewExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kafka's own clients where no broker answers: what they know of themselves, and the ends of what they cannot send. */
class RealClientsTest {
    @RegisterExtension
    final ClewExtension clew = ClewExtension.create();

    private ServerSocket silence;

    @BeforeEach
    void listen() throws IOException {
        silence = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        silence.close();
    }

    private String broker() {
        return "127.0.0.1:" + silence.getLocalPort();
    }

    private Producer<String, String> producer(long blockMillis) {
        return KafkaTracing.create(clew.getOpenTelemetry())
                .wrap(new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker(),
                                "client.id",
                                "till",
                                "max.block.ms",
                                blockMillis,
                                "request.timeout.ms",
                                500,
                                "delivery.timeout.ms",
                                1_000),
                        new StringSerializer(),
                        new StringSerializer()));
    }

    private TracedConsumer<String, String> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker());
        settings.put("client.id", "kitchen");
        return KafkaTracing.create(clew.getOpenTelemetry())
                .wrap(new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()));
    }

    @Test
    void consumer_tellsItsGroupAndItsName() {
        try (TracedConsumer<String, String> consumer = consumer(Map.of("group.id", "cooks"))) {
            consumer.process(new ConsumerRecord<>("orders", 0, 0, "key", "value"), order -> {});
        }

        assertThat(clew.trees("messaging.client.id", "messaging.consumer.group.name"))
                .isEqualTo(
                        "CONSUMER process orders [messaging.client.id=kitchen, messaging.consumer.group.name=cooks]");
    }

    @Test
    void consumer_withoutAGroupTellsItsName() {
        try (TracedConsumer<String, String> consumer = consumer(Map.of())) {
            consumer.process(new ConsumerRecord<>("orders", 0, 0, "key", "value"), order -> {});
        }

        assertThat(clew.trees("messaging.client.id", "messaging.consumer.group.name"))
                .isEqualTo("CONSUMER process orders [messaging.client.id=kitchen]");
    }

    @Test
    void send_thatFindsNoBrokerEndsItsSpanOnce() {
        List<Exception> errors = Collections.synchronizedList(new ArrayList<>());
        try (Producer<String, String> producer = producer(100)) {
            assertThatThrownBy(() -> producer.send(
                                    new ProducerRecord<>("orders", "tea"), (metadata, error) -> errors.add(error))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }

        assertThat(errors).hasSize(1);
        assertFailed(clew.span("send orders"), TimeoutException.class.getName());
    }

    @Test
    void send_thatIsUnderWayWhenTheProducerClosesEndsItsSpanOnce() throws InterruptedException {
        Producer<String, String> producer = producer(2_000);
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread sender = new Thread(() -> {
            try {
                producer.send(new ProducerRecord<>("orders", "tea")).get();
            } catch (Throwable error) {
                thrown.add(error);
            }
        });
        sender.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        producer.close(Duration.ZERO);
        sender.join();

        assertThat(thrown).hasSize(1);
        SpanData span = clew.span("send orders");
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(stringKey("error.type"))).isNotEmpty();
    }

    @Test
    void send_afterCloseEndsItsSpanOnce() {
        Producer<String, String> producer = producer(100);
        producer.close(Duration.ZERO);

        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("orders", "tea")))
                .isInstanceOf(IllegalStateException.class);
        assertFailed(clew.span("send orders"), IllegalStateException.class.getName());
    }

    private static void assertFailed(SpanData span, String errorType) {
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo(errorType);
        assertThat(span.getAttributes().get(stringKey("messaging.client.id"))).isEqualTo("till");
    }
}
