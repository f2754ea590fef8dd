package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SendResult.Outcome;
import dev.clew.sdk.export.SenderIdentity;
import dev.clew.sdk.export.TestBatches;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that break off, lie and babble. */
@Timeout(30)
class OtlpHttpSenderFaultsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void nobodyListens_isForRetryInWords() throws Exception {
        URI absent = FaultyPeer.absent();

        assertThat(send(absent)).isEqualTo(SendResult.retry("connection refused by " + absent));
    }

    @Test
    void errorType_saysInOneWordWhyThereWasNoAnswer() throws Exception {
        try (FaultyPeer silent = FaultyPeer.silent();
                FaultyPeer late = FaultyPeer.saying(OK)) {
            assertThat(answer(FaultyPeer.absent(), SHORT).errorType()).isEqualTo("java.net.ConnectException");
            assertThat(answer(silent.url("http"), SHORT).errorType()).isEqualTo("timeout");
            assertThat(answer(late.url("http"), SHORT).httpStatus()).isZero();
        }
    }

    @Test
    void identity_namesTheServerAlsoByTheSchemesPort() {
        try (OtlpHttpSender given = sender(URI.create("http://collector:4318/v1/traces"), SHORT);
                OtlpHttpSender plain = sender(URI.create("http://collector/v1/traces"), SHORT);
                OtlpHttpSender secure = sender(URI.create("https://collector/v1/traces"), SHORT)) {
            assertThat(given.identity()).isEqualTo(new SenderIdentity("otlp_http_span_exporter", "collector", 4318));
            assertThat(plain.identity().serverPort()).isEqualTo(80);
            assertThat(secure.identity().serverPort()).isEqualTo(443);
        }
    }

    @Test
    void connectionReset_isForRetry() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> {
            FaultyPeer.readHead(connection.getInputStream());
            connection.setSoLinger(true, 0); // closing sends a reset
            connection.close();
        })) {
            assertUnanswered(send(peer.url("http")), peer);
        }
    }

    @Test
    void connectionClosedBeforeTheAnswer_isForRetry() throws Exception {
        try (FaultyPeer peer = FaultyPeer.saying("")) {
            assertUnanswered(send(peer.url("http")), peer);
        }
    }

    @Test
    void garbageForAnAnswer_isForRetryAndFitForALogLine() throws Exception {
        try (FaultyPeer peer = FaultyPeer.saying("\u001b[2Jgarbage\u0007\r\nmore\r\n\r\n")) {
            SendResult result = send(peer.url("http"));

            assertUnanswered(result, peer);
            assertThat(result.message()).doesNotContain("\u001b", "\u0007", "\n");
        }
    }

    @Test
    void noTlsBehindHttps_isForRetryInWords() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> write(connection, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            SendResult result = send(peer.url("https"));

            assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(result.message()).startsWith("no secure connection to " + peer.url("https"));
        }
    }

    @Test
    void successWithHalfABody_delivers() throws Exception {
        try (FaultyPeer peer = FaultyPeer.saying(OK + "Content-Length: 100\r\n\r\nhalf")) {
            assertThat(send(peer.url("http")))
                    .isEqualTo(SendResult.partly(
                            0, "taken by " + peer.url("http") + ", but its answer cannot be read: it was cut off"));
        }
    }

    @Test
    void successWithABodyWithoutEnd_deliversAndClosesTheConnection() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(OtlpHttpSenderFaultsTest::babble)) {
            assertThat(send(peer.url("http")))
                    .isEqualTo(SendResult.partly(
                            0, "taken by " + peer.url("http") + ", but its answer cannot be read: it was cut off"));
        }
    }

    @Test
    void successWithABodyThatNeverComes_deliversOnceTimedOut() throws Exception {
        try (FaultyPeer peer = saysHead(OK)) {
            assertThat(send(peer.url("http"), SHORT))
                    .isEqualTo(SendResult.partly(
                            0, "taken by " + peer.url("http") + ", but its answer cannot be read: it was cut off"));
        }
    }

    @Test
    void failureWithABodyThatNeverComes_countsOnceTimedOut() throws Exception {
        try (FaultyPeer peer = saysHead("HTTP/1.1 404 Not Found\r\n")) {
            assertThat(send(peer.url("http"), SHORT)).isEqualTo(SendResult.rejected("404 by " + peer.url("http")));
        }
    }

    @Test
    void headWithoutEnd_isForRetryOnceTimedOut() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> write(connection, OK))) {
            assertThat(send(peer.url("http"), SHORT))
                    .isEqualTo(SendResult.retry("no answer by " + peer.url("http") + " within 1000 ms"));
        }
    }

    @Test
    void timeout_takesTheConnectionWithIt() throws Exception {
        try (FaultyPeer peer = FaultyPeer.silent();
                OtlpHttpSender sender = sender(peer.url("http"), SHORT)) {
            sender.send(TestBatches.ofSpans(1)).get(20, TimeUnit.SECONDS);

            Socket connection = peer.connections().get(0);
            connection.setSoTimeout(20_000);
            FaultyPeer.readHead(connection.getInputStream());
            connection.getInputStream().readNBytes(TestBatches.ofSpans(1).sizeBytes());
            assertThat(connection.getInputStream().read())
                    .as("end of the stream")
                    .isEqualTo(-1);
        }
    }

    @Test
    void timeoutOfZero_waitsForAnAnswerThatIsLate() throws Exception {
        try (FaultyPeer peer = FaultyPeer.saying(OK + "Content-Length: 0\r\n\r\n")) {
            assertThat(send(peer.url("http"), Duration.ZERO)).isEqualTo(SendResult.delivered());
        }
    }

    private static void assertUnanswered(SendResult result, FaultyPeer peer) {
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.message()).startsWith("no answer by " + peer.url("http") + ": ");
    }

    /** Announces a body after the status, and leaves it at that. */
    private static FaultyPeer saysHead(String status) {
        return new FaultyPeer(connection -> {
            FaultyPeer.readHead(connection.getInputStream());
            write(connection, status + "Content-Length: 100\r\n\r\n");
        });
    }

    /** Goes on until the other side has had enough. */
    private static void babble(Socket connection) throws IOException {
        FaultyPeer.readHead(connection.getInputStream());
        write(connection, OK + "\r\n");
        while (true) {
            write(connection, "bla ".repeat(1000));
        }
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static SendResult send(URI endpoint) throws Exception {
        return send(endpoint, Duration.ofSeconds(20));
    }

    /** What it means for the batch. Status and type of the error are for metrics, and have a test of their own. */
    private static SendResult send(URI endpoint, Duration timeout) throws Exception {
        return answer(endpoint, timeout).withHttpStatus(0).withErrorType("");
    }

    private static SendResult answer(URI endpoint, Duration timeout) throws Exception {
        try (OtlpHttpSender sender = sender(endpoint, timeout)) {
            return sender.send(TestBatches.ofSpans(1)).get(25, TimeUnit.SECONDS);
        }
    }

    private static OtlpHttpSender sender(URI endpoint, Duration timeout) {
        return OtlpHttpSender.builder()
                .setEndpoint(endpoint)
                .setTimeout(timeout)
                .setCompression(Compression.NONE)
                .build();
    }
}
