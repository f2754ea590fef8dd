package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.semconv.incubating.MessagingIncubatingMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // what comes of a send is measured
class OperationMetricsTest {
    private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(reader).build();
    private final KafkaTracing tracing = KafkaTracing.create(Handed.withMeters(OpenTelemetry.noop(), meters));

    @AfterEach
    void close() {
        meters.close();
    }

    private Map<String, MetricData> collect() {
        Map<String, MetricData> metrics = new TreeMap<>();
        reader.collectAllMetrics().forEach(metric -> metrics.put(metric.getName(), metric));
        return metrics;
    }

    private static Attributes attributes(String name, String type, String topic) {
        return Attributes.builder()
                .put("messaging.system.name", "kafka")
                .put("messaging.operation.name", name)
                .put("messaging.operation.type", type)
                .put("messaging.destination.name", topic)
                .build();
    }

    @Test
    void sends_areTimedAndCounted() {
        Producer<String, String> producer =
                tracing.wrap(new MockProducer<>(true, null, new StringSerializer(), new StringSerializer()));
        producer.send(new ProducerRecord<>("orders", "tea"));
        producer.send(new ProducerRecord<>("orders", "tea"));
        producer.close();
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("orders", "tea")))
                .isInstanceOf(IllegalStateException.class);

        Attributes sent = attributes("send", "send", "orders");
        Attributes failed = sent.toBuilder()
                .put(ERROR_TYPE, IllegalStateException.class.getName())
                .build();
        Map<String, MetricData> metrics = collect();
        assertThat(metrics).containsOnlyKeys("messaging.client.operation.duration", "messaging.client.sent.messages");
        assertThat(metrics.get(MessagingIncubatingMetrics.MESSAGING_CLIENT_OPERATION_DURATION_NAME))
                .hasUnit(MessagingIncubatingMetrics.MESSAGING_CLIENT_OPERATION_DURATION_UNIT)
                .hasDescription(MessagingIncubatingMetrics.MESSAGING_CLIENT_OPERATION_DURATION_DESCRIPTION)
                .hasHistogramSatisfying(histogram -> histogram.hasPointsSatisfying(
                        point -> point.hasAttributes(sent)
                                .hasCount(2)
                                .hasBucketBoundaries(
                                        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10),
                        point -> point.hasAttributes(failed).hasCount(1)));
        assertThat(metrics.get(MessagingIncubatingMetrics.MESSAGING_CLIENT_SENT_MESSAGES_NAME))
                .hasUnit(MessagingIncubatingMetrics.MESSAGING_CLIENT_SENT_MESSAGES_UNIT)
                .hasDescription(MessagingIncubatingMetrics.MESSAGING_CLIENT_SENT_MESSAGES_DESCRIPTION)
                .hasLongSumSatisfying(sum -> sum.hasPointsSatisfying(
                        point -> point.hasAttributes(sent).hasValue(2),
                        point -> point.hasAttributes(failed).hasValue(1)));
    }

    @Test
    void polls_areTimedWhenTheyReturnSomethingAndRecordsAreCountedByTopic() {
        MockConsumer<String, String> kafka = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        TopicPartition orders = new TopicPartition("orders", 0);
        TopicPartition returns = new TopicPartition("returns", 0);
        kafka.assign(List.of(orders, returns));
        kafka.updateBeginningOffsets(Map.of(orders, 0L, returns, 0L));
        TracedConsumer<String, String> consumer = tracing.wrap(kafka);
        consumer.poll(Duration.ZERO);
        kafka.addRecord(KafkaContract.record("orders", 0, 0));
        kafka.addRecord(KafkaContract.record("orders", 0, 1));
        kafka.addRecord(KafkaContract.record("returns", 0, 0));
        consumer.poll(Duration.ZERO);
        kafka.setPollException(new KafkaException("no"));
        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(KafkaException.class);

        Map<String, MetricData> metrics = collect();
        assertThat(metrics)
                .containsOnlyKeys("messaging.client.consumed.messages", "messaging.client.operation.duration");
        assertThat(metrics.get(MessagingIncubatingMetrics.MESSAGING_CLIENT_CONSUMED_MESSAGES_NAME))
                .hasUnit(MessagingIncubatingMetrics.MESSAGING_CLIENT_CONSUMED_MESSAGES_UNIT)
                .hasDescription(MessagingIncubatingMetrics.MESSAGING_CLIENT_CONSUMED_MESSAGES_DESCRIPTION)
                .hasLongSumSatisfying(sum -> sum.hasPointsSatisfying(
                        point -> point.hasValue(2)
                                .hasAttributesSatisfying(
                                        seen -> assertThat(seen).containsEntry("messaging.destination.name", "orders")),
                        point -> point.hasValue(1)
                                .hasAttributesSatisfying(seen ->
                                        assertThat(seen).containsEntry("messaging.destination.name", "returns"))));
        assertThat(requireNonNull(metrics.get("messaging.client.operation.duration"))
                        .getHistogramData()
                        .getPoints())
                .hasSize(2)
                .extracting(PointData::getAttributes)
                .anySatisfy(seen -> assertThat(seen.get(ERROR_TYPE)).isEqualTo(KafkaException.class.getName()))
                .anySatisfy(seen -> assertThat(seen.get(stringKey("messaging.consumer.group.name")))
                        .isEqualTo(kafka.groupMetadata().groupId()));
    }

    @Test
    void processing_isTimed() {
        tracing.process(KafkaContract.record("orders", 0, 0), order -> {});

        assertThat(collect()).containsOnlyKeys("messaging.process.duration");
        assertThat(collect().get(MessagingIncubatingMetrics.MESSAGING_PROCESS_DURATION_NAME))
                .hasUnit(MessagingIncubatingMetrics.MESSAGING_PROCESS_DURATION_UNIT)
                .hasDescription(MessagingIncubatingMetrics.MESSAGING_PROCESS_DURATION_DESCRIPTION)
                .hasHistogramSatisfying(histogram -> histogram.hasPointsSatisfying(
                        point -> point.hasAttributes(attributes("process", "process", "orders"))
                                .hasCount(1)));
    }
}
