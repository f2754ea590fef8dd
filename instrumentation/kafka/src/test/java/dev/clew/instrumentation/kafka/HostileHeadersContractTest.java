package dev.clew.instrumentation.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever strangers put into a record's headers: the record is processed, and what cannot be trusted begins a new trace. */
class HostileHeadersContractTest extends KafkaContract {
    private static final String OTHER = TRACEPARENT.replace(PRODUCER_SPAN, "00000000000000aa");

    static Stream<Arguments> hostile() {
        return Stream.of(
                arguments("no value", List.of(header("traceparent", (byte[]) null))),
                arguments("an empty value", List.of(header("traceparent", ""))),
                arguments("NULs", List.of(header("traceparent", new byte[55]))),
                arguments("a NUL within", List.of(header("traceparent", TRACEPARENT.replace("-b7", "-\0007")))),
                arguments("UTF-16", List.of(header("traceparent", TRACEPARENT.getBytes(UTF_16)))),
                arguments(
                        "not UTF-8",
                        List.of(header(
                                "traceparent",
                                TRACEPARENT.replace('0', '\u00e9').getBytes(ISO_8859_1)))),
                arguments(
                        "beyond ASCII",
                        List.of(header(
                                "traceparent",
                                TRACEPARENT.replace('0', '\uff10').getBytes(UTF_8)))),
                arguments("a megabyte", List.of(header("traceparent", "0".repeat(1 << 20)))),
                arguments(
                        "a megabyte after it",
                        List.of(header("traceparent", "cc" + TRACEPARENT.substring(2) + "-" + "0".repeat(1 << 20)))),
                arguments("upper case", List.of(header("traceparent", TRACEPARENT.replace("af", "AF")))),
                arguments("a forbidden version", List.of(header("traceparent", "ff" + TRACEPARENT.substring(2)))),
                arguments(
                        "no trace",
                        List.of(header("traceparent", TRACEPARENT.replace(PRODUCER_TRACE, "0".repeat(32))))),
                arguments(
                        "two that disagree", List.of(header("traceparent", TRACEPARENT), header("traceparent", OTHER))),
                arguments(
                        "a good one after a bad one",
                        List.of(header("traceparent", "bad"), header("traceparent", TRACEPARENT))),
                arguments("a tracestate alone", List.of(header("tracestate", "vendor=1"))));
    }

    private SpanData process(OpenTelemetry openTelemetry, List<Header> headers) {
        ConsumerRecord<String, String> record = record("orders", 0, 0, headers.toArray(Header[]::new));
        List<Object> handled = new ArrayList<>();
        KafkaTracing.create(openTelemetry).process(record, handled::add);
        assertThat(handled).containsExactly(record);
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        return onlySpan();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void trace_isNew(String what, List<Header> headers) {
        SpanData span = process(telemetry().openTelemetry(), headers);

        assertThat(span.getParentSpanContext().isValid()).as(what).isFalse();
        assertThat(span.getTraceId()).isNotEqualTo(PRODUCER_TRACE);
        assertThat(span.getLinks()).isEmpty();
    }

    @Test
    void trace_goesOnWhereTwoHeadersSayTheSame() {
        SpanData span = process(
                telemetry().openTelemetry(),
                List.of(header("traceparent", TRACEPARENT), header("traceparent", TRACEPARENT)));

        assertThat(traceparent(span.getParentSpanContext())).isEqualTo(TRACEPARENT);
    }

    @Test
    void trace_goesOnWithoutATracestateThatIsTooLong() {
        SpanData span = process(
                telemetry().openTelemetry(),
                List.of(header("traceparent", TRACEPARENT), header("tracestate", "a=" + "b".repeat(1 << 20))));

        assertThat(traceparent(span.getParentSpanContext())).isEqualTo(TRACEPARENT);
        assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
    }

    @Test
    void trace_isNewWhereThePropagatorThrows() {
        SpanData span = process(
                Handed.withThrowingPropagator(telemetry().openTelemetry()),
                List.of(header("traceparent", TRACEPARENT)));

        assertThat(span.getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void records_withAnyBytesAreProcessed() {
        Random random = new Random(20261125);
        String[] names = {"traceparent", "tracestate", "baggage", "", "\0", "traceparent "};
        KafkaTracing tracing =
                KafkaTracing.create(Handed.withBaggage(telemetry().openTelemetry()));
        int[] handled = new int[1];
        for (int i = 0; i < 2_000; i++) {
            Header[] headers = new Header[random.nextInt(6)];
            for (int j = 0; j < headers.length; j++) {
                byte[] value = random.nextBoolean() ? TRACEPARENT.getBytes(UTF_8) : new byte[random.nextInt(200)];
                for (int k = random.nextInt(4); k > 0 && value.length > 0; k--) {
                    value[random.nextInt(value.length)] = (byte) random.nextInt(256);
                }
                headers[j] = header(names[random.nextInt(names.length)], value);
            }
            tracing.process(record("orders", 0, i, headers), order -> handled[0]++);
        }

        assertThat(handled[0]).isEqualTo(2_000);
        assertThat(spans()).hasSize(2_000);
    }
}
