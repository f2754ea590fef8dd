package dev.clew.sampler.jaeger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Jaeger may answer, in both of its languages, and what it may not. */
class AnswerTest {
    private static final Strategy.PerOperation PER_OPERATION =
            new Strategy.PerOperation(Map.of("GET /a", 0.5, "GET /b", 0.0), 0.1, 2, 3);

    /** Enough of protobuf to write an answer. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message real(int field, double value) {
            varint((long) field << 3 | 1);
            bytes.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }

    private static Message operation(String name, double rate) {
        return new Message().bytes(1, name.getBytes(StandardCharsets.UTF_8)).message(2, new Message().real(1, rate));
    }

    private static Message operations(double rate) {
        return new Message()
                .real(1, rate)
                .real(2, 2)
                .message(3, operation("GET /a", 0.5))
                .message(3, operation("GET /b", 0))
                .real(4, 3)
                .number(99, 7);
    }

    @Test
    void json_ofEachStrategyIsRead() {
        assertThat(JsonAnswer.parse(
                        "{\"strategyType\":\"PROBABILISTIC\",\"probabilisticSampling\":{\"samplingRate\":0.25}}"))
                .isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(JsonAnswer.parse(
                        "{\"strategyType\":\"RATE_LIMITING\",\"rateLimitingSampling\":{\"maxTracesPerSecond\":7}}"))
                .isEqualTo(new Strategy.RateLimiting(7));
        assertThat(JsonAnswer.parse(
                        "{\"strategyType\":1,\"rateLimitingSampling\":{\"maxTracesPerSecond\":7}, \"new\":[1,{}]}"))
                .isEqualTo(new Strategy.RateLimiting(7));
        assertThat(JsonAnswer.parse("""
                        {"strategyType": "PROBABILISTIC", "probabilisticSampling": {"samplingRate": 1},
                         "operationSampling": {"defaultSamplingProbability": 0.1, "defaultLowerBoundTracesPerSecond": 2,
                           "defaultUpperBoundTracesPerSecond": 3.0, "perOperationStrategies": [
                             {"operation": "GET \\u002fa", "probabilisticSampling": {"samplingRate": 5e-1}},
                             {"operation": "GET \\/b"}]}}
                        """)).isEqualTo(PER_OPERATION);
    }

    @Test
    void protobuf_ofEachStrategyIsRead() {
        assertThat(ProtobufAnswer.parse(
                        new Message().message(2, new Message().real(1, 0.25)).toBytes()))
                .isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(ProtobufAnswer.parse(new Message()
                        .number(1, 1)
                        .message(3, new Message().number(1, 7))
                        .toBytes()))
                .isEqualTo(new Strategy.RateLimiting(7));
        assertThat(ProtobufAnswer.parse(new Message()
                        .message(2, new Message().real(1, 1))
                        .message(4, operations(0.1))
                        .toBytes()))
                .isEqualTo(PER_OPERATION);
    }

    @Test
    void operations_thatAreNoneLeaveItToTheOtherStrategy() {
        assertThat(JsonAnswer.parse("{\"probabilisticSampling\":{\"samplingRate\":0.25},"
                        + "\"operationSampling\":{\"perOperationStrategies\":[]}}"))
                .isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(JsonAnswer.parse("{\"probabilisticSampling\":{\"samplingRate\":0.25},"
                        + "\"operationSampling\":{\"perOperationStrategies\":null}}"))
                .isEqualTo(new Strategy.Probabilistic(0.25));
        assertThat(ProtobufAnswer.parse(new Message()
                        .message(4, new Message())
                        .message(2, new Message())
                        .toBytes()))
                .isEqualTo(new Strategy.Probabilistic(0));
    }

    @Test
    void operations_thatAreNoneButHaveADefaultAreFollowed() {
        assertThat(JsonAnswer.parse("{\"probabilisticSampling\":{\"samplingRate\":1},\"operationSampling\":"
                        + "{\"defaultSamplingProbability\":0.001,\"defaultLowerBoundTracesPerSecond\":0.0166}}"))
                .isEqualTo(new Strategy.PerOperation(Map.of(), 0.001, 0.0166, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            value = {
                "'' % it is no JSON at character 1",
                "<html> % it is no JSON at character 1",
                "[] % it is no JSON at character 3",
                "{\"a\":1 % it is no JSON at character 7",
                "{\"a\":\"\\x\"} % it is no JSON at character 9",
                "{\"a\":NaN} % it is no JSON at character 9",
                "{\"a\":1}} % it is no JSON at character 8",
                "{} % it holds no strategy",
                "{\"strategyType\":\"RATE_LIMITING\"} % it holds no strategy",
                "{\"probabilisticSampling\":[]} % probabilisticSampling is of the wrong type",
                "{\"probabilisticSampling\":{\"samplingRate\":\"1\"}} % samplingRate is of the wrong type",
                "{\"probabilisticSampling\":{\"samplingRate\":-0.1}} % samplingRate must be from 0 to 1: samplingRate=-0.1",
                "{\"probabilisticSampling\":{\"samplingRate\":1e999}} % samplingRate must be from 0 to 1: samplingRate=Infinity",
                "{\"strategyType\":1,\"rateLimitingSampling\":{\"maxTracesPerSecond\":-1}} "
                        + "% maxTracesPerSecond must be a number from 0: maxTracesPerSecond=-1.0",
                "{\"operationSampling\":{\"perOperationStrategies\":[7]}} "
                        + "% perOperationStrategies holds something else than operations",
                "{\"operationSampling\":{\"perOperationStrategies\":[{\"operation\":7}]}} % operation is of the wrong type"
            })
    void json_thatIsNoStrategyIsRefused(String text, String message) {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> JsonAnswer.parse(text))
                .withMessage(message);
    }

    @Test
    void json_nestedWithoutEndIsRefused() {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> JsonAnswer.parse("{\"a\":".repeat(100_000)));
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> JsonAnswer.parse("{\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void protobuf_thatIsNoStrategyIsRefused() {
        for (byte[] wrong : new byte[][] {
            {},
            {0x12, 0x7F},
            {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
            new Message().message(2, new Message().real(1, Double.NaN)).toBytes(),
            new Message().message(2, new Message().real(1, 1.5)).toBytes(),
            new Message().number(1, 1).message(3, new Message().number(1, -1)).toBytes(),
            new Message().message(4, operations(Double.POSITIVE_INFINITY)).toBytes(),
        }) {
            assertThatExceptionOfType(InvalidAnswerException.class).isThrownBy(() -> ProtobufAnswer.parse(wrong));
        }
    }

    @Test
    void question_isTheServiceName() {
        String name = "größe".repeat(60);

        byte[] question = ProtobufAnswer.question(name);

        assertThat(question)
                .isEqualTo(new Message()
                        .bytes(1, name.getBytes(StandardCharsets.UTF_8))
                        .toBytes());
    }

    @Property(tries = 2000)
    void anyBytes_areReadOrRefused(@ForAll byte[] bytes) {
        try {
            assertThat(ProtobufAnswer.parse(bytes)).isNotNull();
        } catch (InvalidAnswerException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 2000)
    void anyText_isReadOrRefused(@ForAll("texts") String text) {
        try {
            assertThat(JsonAnswer.parse(text)).isNotNull();
        } catch (InvalidAnswerException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\\",
                "\\u00",
                "1",
                "-0.5e3",
                "null",
                "true",
                " ",
                "\"strategyType\":",
                "\"probabilisticSampling\":{",
                "\"samplingRate\":0.5",
                "\"operationSampling\":{");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(50),
                parts.list().ofMaxSize(15).map(list -> "{" + String.join("", list)));
    }
}
