package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What polling does, on any SDK. */
class ConsumerContractTest extends KafkaContract {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition RETURNS = new TopicPartition("returns", 4);

    private final MockConsumer<String, String> kafka = new MockConsumer<>(OffsetResetStrategy.EARLIEST);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(ORDERS, RETURNS));
        kafka.updateBeginningOffsets(Map.of(ORDERS, 0L, RETURNS, 0L));
    }

    private TracedConsumer<String, String> traced() {
        return KafkaTracing.create(telemetry().openTelemetry()).wrap(kafka);
    }

    private void addOrders(int count) {
        for (int i = 0; i < count; i++) {
            kafka.addRecord(record("orders", 0, i, header("traceparent", TRACEPARENT)));
        }
    }

    private ConsumerRecords<String, String> poll() {
        return traced().poll(Duration.ZERO);
    }

    @Test
    void poll_thatReturnsNothingLeavesNoTrace() {
        assertThat(poll().isEmpty()).isTrue();

        assertThat(spans()).isEmpty();
    }

    @Test
    void poll_saysWhatItReturnedAndLinksToWhoSentIt() {
        kafka.addRecord(record("orders", 0, 0, header("traceparent", TRACEPARENT)));
        kafka.addRecord(record("orders", 0, 1));
        kafka.addRecord(record("orders", 0, 2, header("traceparent", "00-" + PRODUCER_TRACE + "-00000000000000aa-00")));
        assertThat(poll().count()).isEqualTo(3);

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("poll orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getTraceId()).isNotEqualTo(PRODUCER_TRACE);
        assertThat(span.getLinks().stream().map(LinkData::getSpanContext).map(KafkaContract::traceparent))
                .containsExactly(TRACEPARENT, "00-" + PRODUCER_TRACE + "-00000000000000aa-00");
        assertThat(span.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("messaging.system.name", "kafka")
                        .put("messaging.operation.name", "poll")
                        .put("messaging.operation.type", "receive")
                        .put("messaging.destination.name", "orders")
                        .put("messaging.destination.partition.id", "0")
                        .put("messaging.batch.message_count", 3)
                        .put(
                                "messaging.consumer.group.name",
                                kafka.groupMetadata().groupId())
                        .build()
                        .asMap());
    }

    @Test
    void poll_ofSeveralTopicsNamesNone() {
        kafka.addRecord(record("orders", 0, 0));
        kafka.addRecord(record("returns", 4, 0));
        poll();

        assertThat(onlySpan().getName()).isEqualTo("poll");
        assertThat(onlySpan().getAttributes().asMap())
                .doesNotContainKeys(
                        stringKey("messaging.destination.name"), stringKey("messaging.destination.partition.id"))
                .containsEntry(longKey("messaging.batch.message_count"), 2L);
    }

    @Test
    void poll_lastsAsLongAsKafkaTook() {
        List<Instant> polled = new ArrayList<>();
        addOrders(1);
        kafka.schedulePollTask(() -> polled.add(Instant.now()));
        Instant before = Instant.now();
        poll();
        Instant after = Instant.now();

        Instant start = instant(onlySpan().getStartEpochNanos());
        Instant end = instant(onlySpan().getEndEpochNanos());
        assertThat(List.of(start, polled.get(0), end)).isSorted();
        // The clock of the wall and that of the length are two: they may part by a little.
        assertThat(start).isAfterOrEqualTo(before.minusMillis(5));
        assertThat(end).isBeforeOrEqualTo(after);
    }

    @Test
    void poll_thatFailsHasTheException() {
        KafkaException failure = new KafkaException("no");
        kafka.setPollException(failure);

        assertThatThrownBy(this::poll).isSameAs(failure);
        assertThat(onlySpan().getName()).isEqualTo("poll");
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.error());
        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo(KafkaException.class.getName());
    }

    @Test
    void poll_thatIsWokenLeavesNoTrace() {
        TracedConsumer<String, String> consumer = traced();
        consumer.wakeup();

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
        assertThat(spans()).isEmpty();
    }

    @Test
    void links_areAsManyAsAllowedAndTheRestIsCounted() {
        addOrders(5);
        KafkaTracing.builder(telemetry().openTelemetry())
                .setMaxLinks(2)
                .build()
                .wrap(kafka)
                .poll(Duration.ZERO);

        assertThat(onlySpan().getLinks()).hasSize(2);
        assertThat(onlySpan().getAttributes().asMap())
                .containsEntry(longKey("messaging.batch.message_count"), 5L)
                .containsEntry(longKey("clew.kafka.records_not_linked"), 3L);
    }

    @Test
    void links_areAtMostAsManyAsASpanKeeps() {
        addOrders(300);
        poll();

        assertThat(onlySpan().getLinks()).hasSize(128);
        assertThat(onlySpan().getTotalRecordedLinks()).isEqualTo(128);
        assertThat(onlySpan().getAttributes().get(longKey("clew.kafka.records_not_linked")))
                .isEqualTo(172);
    }

    @Test
    void parent_isTheCurrentSpan() {
        addOrders(1);
        SpanContext parent = within("job", this::poll);

        assertThat(onlySpan().getParentSpanContext()).isEqualTo(parent);
    }

    @Test
    void poll_isUntouchedWhereInstrumentationIsSuppressed() {
        addOrders(1);
        TracedConsumer<String, String> consumer = traced();
        InstrumentationUtil.suppressInstrumentation(() -> consumer.poll(Duration.ZERO));

        assertThat(consumer.position(ORDERS)).isEqualTo(1);
        assertThat(spans()).isEmpty();
    }

    @Test
    void records_arriveWhenThePropagatorOrTheTracerThrows() {
        OpenTelemetry sdk = telemetry().openTelemetry();
        addOrders(2);
        KafkaTracing withoutPropagator = KafkaTracing.create(Handed.withThrowingPropagator(sdk));
        assertThat(withoutPropagator.wrap(kafka).poll(Duration.ZERO).count()).isEqualTo(2);
        assertThat(onlySpan().getLinks()).isEmpty();

        kafka.addRecord(record("orders", 0, 2));
        KafkaTracing withoutTracer = KafkaTracing.create(Handed.withThrowingTracer(sdk));
        assertThat(withoutTracer.wrap(kafka).poll(Duration.ZERO).count()).isEqualTo(1);
        assertThat(spans()).hasSize(1);
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }
}
