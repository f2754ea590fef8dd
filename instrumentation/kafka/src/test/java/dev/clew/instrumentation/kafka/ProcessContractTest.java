package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the processing of records does, on any SDK. */
class ProcessContractTest extends KafkaContract {
    private static final ConsumerRecord<String, String> ORDER =
            record("orders", 2, 7, header("traceparent", TRACEPARENT));

    private KafkaTracing tracing() {
        return KafkaTracing.create(telemetry().openTelemetry());
    }

    private KafkaTracing tracing(ProcessParent parent) {
        return KafkaTracing.builder(telemetry().openTelemetry())
                .setProcessParent(parent)
                .build();
    }

    @SuppressWarnings("deprecation") // the constructor that both 3.9 and 4.x have
    private static ConsumerRecords<String, String> batch(List<ConsumerRecord<String, String>> records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition("orders", 2), records));
    }

    private static void nothing(Object polled) {}

    @Test
    void span_saysWhatIsProcessedInTheProducersTrace() {
        List<SpanContext> current = new ArrayList<>();
        tracing().process(ORDER, order -> current.add(Span.current().getSpanContext()));

        SpanData span = onlySpan();
        assertThat(current).containsExactly(span.getSpanContext());
        assertThat(span.getName()).isEqualTo("process orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(traceparent(span.getParentSpanContext())).isEqualTo(TRACEPARENT);
        assertThat(span.getParentSpanContext().isRemote()).isTrue();
        assertThat(links(span)).containsExactly(TRACEPARENT);
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("messaging.system.name", "kafka")
                        .put("messaging.operation.name", "process")
                        .put("messaging.operation.type", "process")
                        .put("messaging.destination.name", "orders")
                        .put("messaging.destination.partition.id", "2")
                        .put("kafka.offset", 7)
                        .build()
                        .asMap());
    }

    @Test
    void consumer_addsItsGroup() {
        MockConsumer<String, String> kafka = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        tracing().wrap(kafka).process(ORDER, ProcessContractTest::nothing);
        tracing().wrap(kafka).processBatch(batch(List.of(ORDER)), ProcessContractTest::nothing);

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getAttributes().get(stringKey("messaging.consumer.group.name")))
                        .isEqualTo(kafka.groupMetadata().groupId()));
    }

    @Test
    void parent_isTheCurrentSpanWhereThatIsWanted() {
        SpanContext job =
                within("job", () -> tracing(ProcessParent.CURRENT).process(ORDER, ProcessContractTest::nothing));

        assertThat(onlySpan().getParentSpanContext()).isEqualTo(job);
        assertThat(links(onlySpan())).containsExactly(TRACEPARENT);
    }

    @Test
    void trace_isNewWhereTheCurrentParentIsWantedAndThereIsNone() {
        tracing(ProcessParent.CURRENT).process(ORDER, ProcessContractTest::nothing);

        assertThat(onlySpan().getParentSpanContext().isValid()).isFalse();
        assertThat(onlySpan().getTraceId()).isNotEqualTo(PRODUCER_TRACE);
        assertThat(links(onlySpan())).containsExactly(TRACEPARENT);
    }

    @Test
    void parent_ofARecordWithoutContextIsTheCurrentSpan() {
        ConsumerRecord<String, String> bare = record("orders", 0, 0);
        SpanContext job = within("job", () -> tracing().process(bare, ProcessContractTest::nothing));
        tracing().process(bare, ProcessContractTest::nothing);

        assertThat(spans()).allSatisfy(span -> assertThat(span.getLinks()).isEmpty());
        assertThat(spans().get(0).getParentSpanContext()).isEqualTo(job);
        assertThat(spans().get(1).getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void parent_isTheProducerAlsoWhereAnotherSpanIsCurrent() {
        within("job", () -> tracing().process(ORDER, ProcessContractTest::nothing));

        assertThat(traceparent(onlySpan().getParentSpanContext())).isEqualTo(TRACEPARENT);
    }

    @Test
    void handler_throwsWhatItThrowsAndTheSpanHasIt() {
        IOException thrown = new IOException("no");

        assertThatThrownBy(() -> tracing().process(ORDER, order -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.error());
        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo(IOException.class.getName());
        assertThat(onlySpan().getEvents()).hasSize(1);
    }

    @Test
    void consumersHandler_throwsWhatItThrowsToo() {
        IOException thrown = new IOException("no");
        TracedConsumer<String, String> consumer = tracing().wrap(new MockConsumer<>(OffsetResetStrategy.EARLIEST));

        assertThatThrownBy(() -> consumer.process(ORDER, order -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.error());
    }

    @Test
    void loop_thatBreaksLeavesNoScopeOpen() {
        for (ConsumerRecord<String, String> record : batch(List.of(ORDER, record("orders", 2, 8)))) {
            tracing().process(record, ProcessContractTest::nothing);
            break;
        }

        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        assertThat(spans()).hasSize(1);
    }

    @Test
    void baggage_ofTheRecordIsThereInEitherCase() {
        OpenTelemetry both = Handed.withBaggage(telemetry().openTelemetry());
        ConsumerRecord<String, String> record =
                record("orders", 0, 0, header("traceparent", TRACEPARENT), header("baggage", "user=ada"));
        List<String> users = new ArrayList<>();
        for (ProcessParent parent : ProcessParent.values()) {
            KafkaTracing.builder(both)
                    .setProcessParent(parent)
                    .build()
                    .process(record, order -> users.add(Baggage.current().getEntryValue("user")));
        }

        assertThat(users).containsExactly("ada", "ada");
    }

    @Test
    void batch_isOneSpanWithALinkForEachProducer() {
        List<ConsumerRecord<String, String>> records = List.of(ORDER, record("orders", 2, 8));
        List<Object> handled = new ArrayList<>();
        ConsumerRecords<String, String> batch = batch(records);
        tracing().processBatch(batch, handled::add);

        assertThat(handled).containsExactly(batch);
        assertThat(onlySpan().getName()).isEqualTo("process orders");
        assertThat(onlySpan().getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(links(onlySpan())).containsExactly(TRACEPARENT);
        assertThat(onlySpan().getAttributes().asMap())
                .containsEntry(longKey("messaging.batch.message_count"), 2L)
                .containsEntry(stringKey("messaging.destination.partition.id"), "2")
                .doesNotContainKey(longKey("kafka.offset"));
    }

    @Test
    void batch_thatIsEmptyIsHandedOnWithoutASpan() {
        List<Object> handled = new ArrayList<>();
        tracing().processBatch(ConsumerRecords.<String, String>empty(), handled::add);

        assertThat(handled).hasSize(1);
        assertThat(spans()).isEmpty();
    }

    @Test
    void record_isHandledWhereInstrumentationIsSuppressedOrFails() {
        List<Object> handled = new ArrayList<>();
        InstrumentationUtil.suppressInstrumentation(() -> {
            tracing().process(ORDER, handled::add);
            tracing().processBatch(batch(List.of(ORDER)), handled::add);
        });
        KafkaTracing throwing =
                KafkaTracing.create(Handed.withThrowingTracer(telemetry().openTelemetry()));
        throwing.process(ORDER, handled::add);
        throwing.processBatch(batch(List.of(ORDER)), handled::add);

        assertThat(handled).hasSize(4);
        assertThat(spans()).isEmpty();
    }

    @Test
    void options_addKeyAndSize() {
        KafkaTracing.builder(telemetry().openTelemetry())
                .setCaptureMessageKey(true)
                .setCaptureBodySize(true)
                .build()
                .process(ORDER, ProcessContractTest::nothing);

        assertThat(onlySpan().getAttributes().asMap())
                .containsEntry(stringKey("kafka.message.key"), "key")
                .containsEntry(longKey("messaging.message.body.size"), 5L);
    }

    private static List<String> links(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(KafkaContract::traceparent)
                .toList();
    }
}
