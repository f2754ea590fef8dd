package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.TestBatches;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a batch of 10 spans, by what a real HTTP server answers. */
@Timeout(30)
class OtlpHttpSenderAnswersTest {
    private final LoopbackReceiver receiver = new LoopbackReceiver();
    private final OtlpHttpSender sender =
            OtlpHttpSender.builder().setEndpoint(receiver.url("/v1/traces")).build();

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void success_withoutBodyDelivers(int status) throws Exception {
        receiver.reply(status, "", Map.of());

        assertThat(send()).isEqualTo(SendResult.delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 307, 400, 413, 429, 503})
    void status_isHandedOnWithEveryAnswer(int status) throws Exception {
        receiver.reply(status, "", Map.of());

        SendResult answer = answer();

        assertThat(answer.httpStatus()).isEqualTo(status);
        assertThat(answer.errorType()).isEmpty();
    }

    @Test
    void partialSuccess_countsWhatWasRejected() throws Exception {
        receiver.replyProtobuf(200, partial(3, "three were too old").toByteArray());

        assertThat(send()).isEqualTo(SendResult.partly(3, "three were too old"));
    }

    @Test
    void partialSuccess_ofMoreThanWasSentRejectsWhatWasSent() throws Exception {
        receiver.replyProtobuf(200, partial(Long.MAX_VALUE, "").toByteArray());

        assertThat(send()).isEqualTo(SendResult.partly(10, ""));
    }

    @Test
    void partialSuccess_ofNothingIsAWarning() throws Exception {
        receiver.replyProtobuf(200, partial(0, "use the new endpoint").toByteArray());

        assertThat(send()).isEqualTo(SendResult.partly(0, "use the new endpoint"));
    }

    @Test
    void success_withFieldsOfTheFutureIsRead() throws Exception {
        UnknownFieldSet future = UnknownFieldSet.newBuilder()
                .addField(
                        15,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(7)
                                .addFixed32(7)
                                .addFixed64(7)
                                .addLengthDelimited(ByteString.copyFromUtf8("new"))
                                .build())
                .build();
        ExportTraceServiceResponse response =
                partial(2, "two").toBuilder().setUnknownFields(future).build();
        receiver.replyProtobuf(200, response.toByteArray());

        assertThat(send()).isEqualTo(SendResult.partly(2, "two"));
    }

    @Test
    void success_withTruncatedProtobufDeliversAndSaysSo() throws Exception {
        byte[] whole = partial(2, "two").toByteArray();
        receiver.replyProtobuf(200, Arrays.copyOf(whole, whole.length - 1));

        assertThat(send())
                .isEqualTo(SendResult.partly(
                        0, "taken by " + url() + ", but its answer cannot be read: its protobuf is cut off"));
    }

    @Test
    void success_withTextDeliversAndSaysSo() throws Exception {
        receiver.reply(200, "<html>OK</html>", Map.of());

        assertThat(send())
                .isEqualTo(SendResult.partly(
                        0,
                        "taken by " + url() + ", but its answer cannot be read: it is not protobuf: <html>OK</html>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void transientFailure_isForRetry(int status) throws Exception {
        receiver.reply(status, "busy", Map.of());

        assertThat(send()).isEqualTo(SendResult.retry(status + " by " + url() + ": busy"));
    }

    @Test
    void retryAfter_isHandedOn() throws Exception {
        receiver.reply(503, "", Map.of("Retry-After", "7"));

        assertThat(send()).isEqualTo(SendResult.retryAfter(7_000, "503 by " + url()));
    }

    @Test
    void retryAfter_garbageIsAnOrdinaryRetry() throws Exception {
        receiver.reply(429, "", Map.of("Retry-After", "soon"));

        assertThat(send()).isEqualTo(SendResult.retry("429 by " + url()));
    }

    @Test
    void tooLarge_isSaid() throws Exception {
        receiver.reply(413, "at most 4 MB", Map.of());

        assertThat(send()).isEqualTo(SendResult.tooLarge("413 by " + url() + ": at most 4 MB"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 501})
    void otherFailure_isRejectedWithTheAnswersText(int status) throws Exception {
        receiver.reply(status, "no such thing\n\tas this", Map.of());

        assertThat(send()).isEqualTo(SendResult.rejected(status + " by " + url() + ": no such thing as this"));
    }

    @Test
    void rejection_inProtobufIsDecoded() throws Exception {
        UnknownFieldSet status = UnknownFieldSet.newBuilder() // google.rpc.Status{code=3, message}
                .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(3).build())
                .addField(
                        2,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("trace id is zero"))
                                .build())
                .build();
        receiver.replyProtobuf(400, status.toByteArray());

        assertThat(send()).isEqualTo(SendResult.rejected("400 by " + url() + ": trace id is zero"));
    }

    @Test
    void rejection_thatClaimsToBeProtobufIsShownAsText() throws Exception {
        receiver.replyProtobuf(400, "oops".getBytes(StandardCharsets.UTF_8));

        assertThat(send()).isEqualTo(SendResult.rejected("400 by " + url() + ": oops"));
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        receiver.reply(307, "", Map.of("Location", "https://user:secret@elsewhere/v1/traces?key=secret"));

        assertThat(send())
                .isEqualTo(SendResult.rejected("307 by " + url()
                        + ": redirects are not followed; this one leads to https://***@elsewhere/v1/traces?***"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void body_ofAnySizeIsCutToWhatALogLineHolds() throws Exception {
        receiver.reply(400, "x".repeat(3 * AnswerReader.MAX_BODY_BYTES), Map.of());

        SendResult result = send();

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.message()).endsWith(": " + "x".repeat(PrintableText.MAX_CHARS));
        assertThat(result.message()).hasSize(("400 by " + url() + ": ").length() + PrintableText.MAX_CHARS);
    }

    /** What it means for the batch. The status is for metrics, and has a test of its own. */
    private SendResult send() throws Exception {
        return answer().withHttpStatus(0);
    }

    private SendResult answer() throws Exception {
        return sender.send(TestBatches.ofSpans(10)).get(20, TimeUnit.SECONDS);
    }

    private String url() {
        return receiver.url("/v1/traces").toString();
    }

    private static ExportTraceServiceResponse partial(long rejectedSpans, String message) {
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejectedSpans)
                        .setErrorMessage(message))
                .build();
    }
}
