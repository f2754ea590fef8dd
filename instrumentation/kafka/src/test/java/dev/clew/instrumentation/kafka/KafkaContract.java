package dev.clew.instrumentation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the suites share: an SDK, which a subclass may replace, and records as a broker would hand them out. */
abstract class KafkaContract {
    static final String PRODUCER_TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String PRODUCER_SPAN = "b7ad6b7169203331";
    static final String TRACEPARENT = "00-" + PRODUCER_TRACE + '-' + PRODUCER_SPAN + "-01";

    private @Nullable Telemetry telemetry;

    /** The SDK that the suite runs on. */
    Telemetry telemetry(Sampler sampler) {
        return Telemetry.standard(sampler);
    }

    @BeforeEach
    void startTelemetry() {
        telemetry = telemetry(Sampler.alwaysOn());
    }

    @AfterEach
    void stopTelemetry() {
        telemetry().close();
    }

    final void restart(Sampler sampler) {
        telemetry().close();
        telemetry = telemetry(sampler);
    }

    final Telemetry telemetry() {
        return requireNonNull(telemetry);
    }

    final List<SpanData> spans() {
        return telemetry().finishedSpans();
    }

    final SpanData onlySpan() {
        assertThat(spans()).hasSize(1);
        return spans().get(0);
    }

    final Span startSpan(String name) {
        return telemetry()
                .openTelemetry()
                .getTracer("suite")
                .spanBuilder(name)
                .setNoParent()
                .startSpan();
    }

    /** The span around the work, which does not end: the suite looks at the others. */
    final SpanContext within(String name, Runnable work) {
        Span span = startSpan(name);
        try (Scope scope = span.makeCurrent()) {
            work.run();
        }
        return span.getSpanContext();
    }

    static String traceparent(SpanContext span) {
        return "00-" + span.getTraceId() + '-' + span.getSpanId() + '-'
                + span.getTraceFlags().asHex();
    }

    static Header header(String name, byte @Nullable [] value) {
        return new RecordHeader(name, value);
    }

    static Header header(String name, String value) {
        return header(name, value.getBytes(UTF_8));
    }

    static ConsumerRecord<String, String> record(String topic, int partition, long offset, Header... headers) {
        return record(topic, partition, offset, new RecordHeaders(headers));
    }

    static ConsumerRecord<String, String> record(String topic, int partition, long offset, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                3,
                5,
                "key",
                "value",
                headers,
                Optional.empty());
    }
}
