package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What sending does, on any SDK. */
@SuppressWarnings("FutureReturnValueIgnored") // what comes of a send is in its span
class ProducerContractTest extends KafkaContract {
    private final MockProducer<String, String> kafka = mock(true, new StringSerializer());

    private static MockProducer<String, String> mock(boolean answers, Serializer<String> serializer) {
        return new MockProducer<>(answers, null, new StringSerializer(), serializer);
    }

    private Producer<String, String> traced(MockProducer<String, String> producer) {
        return KafkaTracing.create(telemetry().openTelemetry()).wrap(producer);
    }

    private static ProducerRecord<String, String> order() {
        return new ProducerRecord<>("orders", "ada", "tea");
    }

    private static List<String> traceparents(ProducerRecord<?, ?> record) {
        List<String> values = new ArrayList<>();
        for (Header header : record.headers().headers("traceparent")) {
            values.add(new String(header.value(), UTF_8));
        }
        return values;
    }

    @Test
    void span_saysWhatWasSentAndWhereItWent() {
        traced(kafka).send(order());

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("send orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("dev.clew.kafka");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("messaging.system.name", "kafka")
                        .put("messaging.operation.name", "send")
                        .put("messaging.operation.type", "send")
                        .put("messaging.destination.name", "orders")
                        .put("messaging.destination.partition.id", "0")
                        .put("kafka.offset", 0)
                        .build()
                        .asMap());
    }

    @Test
    void span_lastsUntilTheAnswer() {
        MockProducer<String, String> silent = mock(false, new StringSerializer());
        List<String> answers = new ArrayList<>();
        traced(silent).send(order(), (metadata, error) -> answers.add(metadata.topic()));
        assertThat(spans()).isEmpty();

        silent.completeNext();

        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
        assertThat(answers).containsExactly("orders");
    }

    @Test
    void span_ofASendThatFailsLaterHasTheException() {
        MockProducer<String, String> silent = mock(false, new StringSerializer());
        List<Exception> errors = new ArrayList<>();
        Future<?> answer = traced(silent).send(order(), (metadata, error) -> errors.add(error));
        TimeoutException expired = new TimeoutException("expired");
        silent.errorNext(expired);

        assertThat(errors).containsExactly(expired);
        assertThatThrownBy(answer::get).hasCause(expired);
        assertFailedWith(TimeoutException.class);
    }

    @Test
    void span_endsOnceWhenSendThrows() {
        Producer<String, String> producer = traced(kafka);
        producer.close();

        assertThatThrownBy(() -> producer.send(order())).isInstanceOf(IllegalStateException.class);
        assertThat(kafka.closed()).isTrue();
        assertFailedWith(IllegalStateException.class);
    }

    @Test
    void span_endsOnceWhenKafkaBothAnswersAndThrows() {
        IllegalStateException thrown = new IllegalStateException("after the answer");
        List<Exception> errors = new ArrayList<>();
        Producer<String, String> producer = traced(mock(true, new StringSerializer()));

        assertThatThrownBy(() -> producer.send(order(), (metadata, error) -> {
                    errors.add(error);
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(errors).hasSize(1).containsOnlyNulls();
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void serializer_seesTheSpanAndItsFailureEndsIt() {
        List<SpanContext> seen = new ArrayList<>();
        MockProducer<String, String> failing = mock(true, (topic, value) -> {
            seen.add(Span.current().getSpanContext());
            throw new SerializationException("no");
        });

        assertThatThrownBy(() -> traced(failing).send(order())).isInstanceOf(SerializationException.class);
        assertThat(seen).containsExactly(onlySpan().getSpanContext());
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertFailedWith(SerializationException.class);
    }

    @Test
    void context_crossesInTheHeaders() {
        traced(kafka).send(order());

        assertThat(traceparents(kafka.history().get(0)))
                .containsExactly(traceparent(onlySpan().getSpanContext()));
    }

    @Test
    void context_ofAnEarlierSendIsReplaced() {
        ProducerRecord<String, String> record = order();
        record.headers().add("traceparent", TRACEPARENT.getBytes(UTF_8)).add("color", new byte[] {1});
        Producer<String, String> producer = traced(kafka);
        producer.send(record);

        assertThat(traceparents(kafka.history().get(0)))
                .containsExactly(traceparent(onlySpan().getSpanContext()));
        producer.send(record);
        assertThat(traceparents(kafka.history().get(1)))
                .containsExactly(traceparent(spans().get(1).getSpanContext()));
        assertThat(kafka.history().get(1).headers().lastHeader("color").value()).containsExactly(1);
    }

    @Test
    void record_withReadOnlyHeadersIsSentAsACopy() {
        RecordHeaders headers = new RecordHeaders(List.of(header("color", "blue")));
        ProducerRecord<String, String> record = new ProducerRecord<>("orders", 3, 42L, "ada", "tea", headers);
        ((RecordHeaders) record.headers()).setReadOnly();
        traced(kafka).send(record);

        ProducerRecord<String, String> sent = kafka.history().get(0);
        assertThat(traceparents(sent)).containsExactly(traceparent(onlySpan().getSpanContext()));
        assertThat(traceparents(record)).isEmpty();
        sent.headers().remove("traceparent");
        assertThat(sent).isEqualTo(record);
    }

    @Test
    void parent_isTheCurrentSpan() {
        SpanContext parent = within("parent", () -> traced(kafka).send(order()));

        assertThat(onlySpan().getParentSpanContext()).isEqualTo(parent);
    }

    @Test
    void callback_runsInTheContextOfItsSendOnceTheSpanIsOver() {
        MockProducer<String, String> silent = mock(false, new StringSerializer());
        Map<String, Object> seen = new HashMap<>();
        SpanContext parent = within(
                "parent",
                () -> traced(silent).send(order(), (metadata, error) -> {
                    seen.put("current", Span.current().getSpanContext());
                    seen.put("ended", spans().size());
                }));
        silent.completeNext();

        assertThat(seen).containsEntry("current", parent).containsEntry("ended", 1);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void transactions_areTheProducersOwn() {
        Producer<String, String> producer = traced(kafka);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(order());
        assertThat(kafka.history()).isEmpty();
        producer.commitTransaction();
        assertThat(kafka.history()).hasSize(1);

        producer.beginTransaction();
        producer.send(order());
        producer.abortTransaction();
        assertThat(kafka.history()).hasSize(1);
        assertThat(kafka.transactionAborted()).isTrue();
        assertThat(spans()).hasSize(2);
    }

    @Test
    void record_isSentWhenThePropagatorThrows() {
        OpenTelemetry throwing = Handed.withThrowingPropagator(telemetry().openTelemetry());
        KafkaTracing.create(throwing).wrap(kafka).send(order());

        assertThat(traceparents(kafka.history().get(0))).isEmpty();
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void record_isSentWhenTheTracerThrows() {
        OpenTelemetry throwing = Handed.withThrowingTracer(telemetry().openTelemetry());
        KafkaTracing.create(throwing).wrap(kafka).send(order());

        assertThat(kafka.history()).containsExactly(order());
        assertThat(spans()).isEmpty();
    }

    @Test
    void record_isUntouchedWhereInstrumentationIsSuppressed() {
        Producer<String, String> producer = traced(kafka);
        InstrumentationUtil.suppressInstrumentation(() -> producer.send(order()));

        assertThat(kafka.history()).containsExactly(order());
        assertThat(spans()).isEmpty();
    }

    @Test
    void context_crossesUnsampledToo() {
        restart(Sampler.alwaysOff());
        traced(kafka).send(order());

        assertThat(spans()).isEmpty();
        assertThat(traceparents(kafka.history().get(0)))
                .singleElement()
                .asString()
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]");
    }

    @Test
    void tombstone_keyAndSizeAreSaid() {
        Producer<String, String> producer = KafkaTracing.builder(telemetry().openTelemetry())
                .setCaptureMessageKey(true)
                .setCaptureBodySize(true)
                .build()
                .wrap(kafka);
        producer.send(order());
        producer.send(new ProducerRecord<>("orders", "ada", null));

        assertThat(spans().get(0).getAttributes().asMap())
                .containsEntry(stringKey("kafka.message.key"), "ada")
                .containsEntry(longKey("messaging.message.body.size"), 0L) // the mock's own idea of it
                .doesNotContainKey(booleanKey("kafka.message.tombstone"));
        assertThat(spans().get(1).getAttributes().asMap()).containsEntry(booleanKey("kafka.message.tombstone"), true);
    }

    @Test
    void concurrentSends_keepTheirOwnParents() throws Exception {
        Producer<String, String> producer = traced(kafka);
        Map<String, SpanContext> parents = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SpanContext>> sends = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ProducerRecord<String, String> record = new ProducerRecord<>("orders", "order " + i, "tea");
                sends.add(threads.submit(() -> within("parent", () -> producer.send(record))));
            }
            for (int i = 0; i < 200; i++) {
                parents.put("order " + i, sends.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }

        Map<String, SpanData> byTraceparent = new HashMap<>();
        spans().forEach(span -> byTraceparent.put(traceparent(span.getSpanContext()), span));
        assertThat(kafka.history()).hasSize(200).allSatisfy(record -> {
            SpanData span =
                    requireNonNull(byTraceparent.get(traceparents(record).get(0)));
            assertThat(span.getParentSpanContext()).isEqualTo(parents.get(record.key()));
        });
    }

    private void assertFailedWith(Class<? extends Exception> type) {
        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo(type.getName());
        assertThat(span.getEvents()).hasSize(1);
    }
}
