package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSuccessTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 300, Integer.MAX_VALUE, Long.MAX_VALUE})
    void ofResponse_readsWhatProtobufWrites(long rejected) throws Exception {
        assertThat(PartialSuccess.ofResponse(response(rejected, "wörds")))
                .isEqualTo(new PartialSuccess(rejected, "wörds"));
    }

    @Test
    void ofResponse_negativeCountIsNone() throws Exception {
        assertThat(PartialSuccess.ofResponse(response(-5, "odd"))).isEqualTo(new PartialSuccess(0, "odd"));
    }

    @Test
    void ofResponse_cutInsideTheMessageIsRefused() throws Exception {
        byte[] whole = response(300, "words");
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> PartialSuccess.ofResponse(cut));
        }
    }

    @Test
    void ofResponse_numberOfElevenBytesIsRefused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xff);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> PartialSuccess.ofResponse(endless))
                .withMessage("its protobuf has a number of more than ten bytes");
    }

    @Test
    void ofResponse_meetsGarbageWithNothingButAProtocolException() {
        Random random = new Random(42);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(12)];
            random.nextBytes(garbage);

            Throwable failure = catchThrowable(() -> PartialSuccess.ofResponse(garbage));

            if (failure == null) {
                accepted++;
            } else {
                assertThat(failure).isInstanceOf(ProtocolException.class);
            }
        }
        assertThat(accepted).isBetween(1, 19_999);
    }

    private static byte[] response(long rejected, String message) {
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message))
                .build()
                .toByteArray();
    }
}
