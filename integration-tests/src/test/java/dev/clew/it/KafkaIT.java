package dev.clew.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.instrumentation.kafka.KafkaTracing;
import dev.clew.instrumentation.kafka.TracedConsumer;
import dev.clew.it.parts.KafkaBroker;
import dev.clew.it.parts.RealParts;
import dev.clew.testing.ClewExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records through a real broker: Docker's where it is, a process of its own where it is not. */
class KafkaIT {
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("kafka.offset");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");

    private static final AttributeKey<Long> NOT_LINKED = AttributeKey.longKey("clew.kafka.records_not_linked");

    @RegisterExtension
    static final ClewExtension clew = ClewExtension.create();

    private static Optional<KafkaBroker> found = Optional.empty();

    private final KafkaTracing tracing = KafkaTracing.create(clew.getOpenTelemetry());
    private final String topic = "orders-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker() {
        found = KafkaBroker.start();
        if (found.isEmpty() && Boolean.getBoolean("clew.it.required")) {
            throw new IllegalStateException(KafkaBroker.absence());
        }
        assumeTrue(found.isPresent(), KafkaBroker.absence());
    }

    @AfterAll
    static void stopBroker() {
        found.ifPresent(broker -> {
            broker.close();
            RealParts.ran(KafkaIT.class, broker.toString());
        });
    }

    private static Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", found.orElseThrow().bootstrapServers());
        return settings;
    }

    private Producer<String, String> producer(Map<String, Object> more) {
        return tracing.wrap(new KafkaProducer<>(settings(more), new StringSerializer(), new StringSerializer()));
    }

    private <V> TracedConsumer<String, V> consumer(Map<String, Object> more, Deserializer<V> values) {
        Map<String, Object> settings = settings(more);
        settings.put("client.id", "kitchen");
        settings.put("group.id", "cooks of " + topic);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        TracedConsumer<String, V> consumer =
                tracing.wrap(new KafkaConsumer<>(settings, new StringDeserializer(), values));
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    /** Polls until so many records have come, and hands out what each poll returned. */
    private static <V> List<ConsumerRecords<String, V>> poll(TracedConsumer<String, V> consumer, int count) {
        List<ConsumerRecords<String, V>> polls = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            ConsumerRecords<String, V> polled = consumer.poll(Duration.ofMillis(200));
            if (!polled.isEmpty()) {
                polls.add(polled);
            }
            return polls.stream().mapToInt(ConsumerRecords::count).sum() >= count;
        });
        return polls;
    }

    private void send(Producer<String, String> producer, int count) throws Exception {
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(producer.send(new ProducerRecord<>(topic, "ada", "order " + i)));
        }
        for (Future<?> answer : answers) {
            answer.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aTraceGoesThroughTheBroker(String groupProtocol) throws Exception {
        Span order =
                clew.getOpenTelemetry().getTracer("shop").spanBuilder("order").startSpan();
        try (Scope scope = order.makeCurrent();
                Producer<String, String> producer = producer(Map.of("client.id", "till"))) {
            send(producer, 1);
        }
        order.end();
        try (TracedConsumer<String, String> consumer =
                consumer(Map.of("group.protocol", groupProtocol), new StringDeserializer())) {
            for (ConsumerRecord<String, String> record : poll(consumer, 1).get(0)) {
                consumer.process(
                        record,
                        polled -> clew.getOpenTelemetry()
                                .getTracer("kitchen")
                                .spanBuilder("cook")
                                .startSpan()
                                .end());
            }
        }

        assertThat(clew.trees("kafka.offset", "messaging.client.id").replace(topic, "orders"))
                .contains("order > PRODUCER send orders [kafka.offset=0, messaging.client.id=till] >"
                        + " CONSUMER process orders [kafka.offset=0, messaging.client.id=kitchen] > cook")
                .contains("CLIENT poll orders [messaging.client.id=kitchen]");
        assertThat(clew.span("poll " + topic).getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(clew.span("send " + topic).getSpanId());
        assertThat(clew.span("process " + topic).getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("messaging.consumer.group.name"), "cooks of " + topic)
                .containsEntry(AttributeKey.stringKey("messaging.destination.partition.id"), "0");
    }

    @Test
    void sizesAreWhatWasSerialized() throws Exception {
        KafkaTracing sizes = KafkaTracing.builder(clew.getOpenTelemetry())
                .setCaptureBodySize(true)
                .setCaptureMessageKey(true)
                .build();
        try (Producer<String, String> producer =
                sizes.wrap(new KafkaProducer<>(settings(Map.of()), new StringSerializer(), new StringSerializer()))) {
            producer.send(new ProducerRecord<>(topic, "ada", "tea \u00e9")).get();
        }
        try (TracedConsumer<String, String> consumer = consumer(Map.of(), new StringDeserializer())) {
            poll(consumer, 1).get(0).forEach(record -> sizes.process(record, order -> {}));
        }

        for (SpanData span : List.of(clew.span("send " + topic), clew.span("process " + topic))) {
            assertThat(span.getAttributes().asMap())
                    .containsEntry(AttributeKey.longKey("messaging.message.body.size"), 6L)
                    .containsEntry(AttributeKey.stringKey("kafka.message.key"), "ada");
        }
    }

    @Test
    void everyRecordOfABatchIsLinkedOrCounted() throws Exception {
        try (Producer<String, String> producer = producer(Map.of())) {
            send(producer, 500);
        }
        AtomicInteger handled = new AtomicInteger();
        try (TracedConsumer<String, String> consumer = consumer(Map.of(), new StringDeserializer())) {
            for (ConsumerRecords<String, String> batch : poll(consumer, 500)) {
                consumer.processBatch(batch, records -> handled.addAndGet(records.count()));
            }
        }

        assertThat(handled).hasValue(500);
        assertThat(of(SpanKind.PRODUCER))
                .hasSize(500)
                .extracting(KafkaIT::offset)
                .doesNotHaveDuplicates();
        for (SpanKind kind : List.of(SpanKind.CLIENT, SpanKind.CONSUMER)) {
            List<SpanData> spans = of(kind);
            assertThat(spans.stream().mapToLong(KafkaIT::count).sum()).isEqualTo(500);
            assertThat(spans).allSatisfy(span -> {
                assertThat(span.getLinks().size() + notLinked(span)).isEqualTo(count(span));
                assertThat(span.getStartEpochNanos()).isLessThan(span.getEndEpochNanos());
            });
        }
    }

    @Test
    void workersProcessInTheTracesOfTheirRecords() throws Exception {
        try (Producer<String, String> producer = producer(Map.of())) {
            send(producer, 100);
        }
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (TracedConsumer<String, String> consumer = consumer(Map.of(), new StringDeserializer())) {
            List<Future<?>> done = new ArrayList<>();
            for (ConsumerRecords<String, String> batch : poll(consumer, 100)) {
                batch.forEach(record -> done.add(workers.submit(() -> consumer.process(record, order -> {}))));
            }
            for (Future<?> worked : done) {
                worked.get();
            }
        } finally {
            workers.shutdownNow();
        }

        Map<Long, String> senders = new HashMap<>();
        of(SpanKind.PRODUCER).forEach(span -> senders.put(offset(span), span.getSpanId()));
        assertThat(senders).hasSize(100);
        assertThat(of(SpanKind.CONSUMER))
                .hasSize(100)
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(senders.get(offset(span))));
    }

    @Test
    void transactionsCommitAndAbortAsWithoutTracing() throws Exception {
        try (TracedConsumer<String, String> consumer =
                        consumer(Map.of("isolation.level", "read_committed"), new StringDeserializer());
                Producer<String, String> producer = producer(Map.of("transactional.id", "till of " + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "committed")).get();
            TopicPartition partition = new TopicPartition(topic, 0);
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(1)), consumer.groupMetadata());
            producer.commitTransaction();

            assertThat(poll(consumer, 1))
                    .singleElement()
                    .satisfies(polled ->
                            assertThat(polled).extracting(ConsumerRecord::value).containsExactly("committed"));
            consumer.commitSync();
            assertThat(consumer.position(partition)).isGreaterThan(1);
        }

        assertThat(of(SpanKind.PRODUCER)).hasSize(2);
        assertThat(clew.span("poll " + topic).getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(context -> context.getSpanId())
                .containsExactly(of(SpanKind.PRODUCER).get(1).getSpanId());
    }

    @Test
    void aRecordThatCannotBeReadIsNamedByItsPoll() throws Exception {
        try (Producer<String, String> producer = producer(Map.of())) {
            send(producer, 1);
        }
        try (TracedConsumer<String, Integer> consumer = consumer(Map.of(), new IntegerDeserializer())) {
            assertThatThrownBy(() -> poll(consumer, 1)).isInstanceOf(RecordDeserializationException.class);
        }

        SpanData poll = clew.span("poll " + topic);
        assertThat(poll.getAttributes().get(OFFSET)).isZero();
        assertThat(poll.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo(RecordDeserializationException.class.getName());
    }

    @Test
    void headersThatAStrangerWroteBeginANewTrace() throws Exception {
        byte[] bad = {0, -1, (byte) 0xc3, 40};
        try (KafkaProducer<String, String> stranger =
                new KafkaProducer<>(settings(Map.of()), new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> record = new ProducerRecord<>(topic, "tea");
            record.headers()
                    .add("traceparent", null)
                    .add("traceparent", bad)
                    .add("tracestate", new byte[500_000])
                    .add("baggage", "=;,%%%".getBytes(UTF_8));
            stranger.send(record).get();
        }
        try (TracedConsumer<String, String> consumer = consumer(Map.of(), new StringDeserializer())) {
            poll(consumer, 1).get(0).forEach(record -> consumer.process(record, order -> {}));
        }

        assertThat(clew.span("process " + topic).getParentSpanContext().isValid())
                .isFalse();
        assertThat(clew.span("poll " + topic).getLinks()).isEmpty();
    }

    @Test
    void recordsThatCloseGivesUpEndTheirSpansOnce() throws Exception {
        Producer<String, String> producer = producer(Map.of("linger.ms", "60000", "client.id", "late"));
        // Known to the broker first, so that what follows waits for its batch and not for the topic.
        producer.partitionsFor(topic);
        AtomicInteger answers = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            Future<?> unused =
                    producer.send(new ProducerRecord<>(topic, "tea"), (metadata, error) -> answers.incrementAndGet());
            assertThat(unused).isNotDone();
        }
        producer.close(Duration.ZERO);

        List<SpanData> spans = clew.awaitSpans(10);
        assertThat(answers).hasValue(10);
        assertThat(spans)
                .hasSize(10)
                .allSatisfy(span -> assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                        .isNotEmpty());
    }

    private static long offset(SpanData span) {
        return requireNonNullElse(span.getAttributes().get(OFFSET), -1L);
    }

    private static long count(SpanData span) {
        return requireNonNullElse(span.getAttributes().get(COUNT), -1L);
    }

    private static long notLinked(SpanData span) {
        return requireNonNullElse(span.getAttributes().get(NOT_LINKED), 0L);
    }

    private static List<SpanData> of(SpanKind kind) {
        return clew.spans().stream().filter(span -> span.getKind() == kind).toList();
    }
}
