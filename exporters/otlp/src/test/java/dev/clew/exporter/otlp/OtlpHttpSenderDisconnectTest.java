package dev.clew.exporter.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.TestBatches;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sender before a checkpoint of its process: an open socket would make it fail. */
@Timeout(60)
class OtlpHttpSenderDisconnectTest {
    private final Batch batch = TestBatches.ofSpans(3);

    @Test
    void disconnect_closesTheConnectionAndTheNextSendMakesAnother() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                OtlpHttpSender sender = OtlpHttpSender.builder()
                        .setEndpoint(URI.create("http://localhost:" + peer.getLocalPort() + "/v1/traces"))
                        .build()) {
            peer.setSoTimeout(20_000);
            try (Socket kept = delivered(sender, peer)) {
                sender.disconnect();

                kept.setSoTimeout(20_000);
                assertThat(isClosedByTheOtherSide(kept)).isTrue();
            }
            try (Socket next = delivered(sender, peer)) {
                assertThat(next.isConnected()).isTrue();
            }
        }
    }

    @Test
    void disconnect_beforeAnythingWasSentDoesNothing() {
        try (OtlpHttpSender sender = OtlpHttpSender.builder().build()) {
            sender.disconnect();
            assertThat(sender).hasToString("OTLP/HTTP to http://localhost:4318/v1/traces");
        }
    }

    /** Sends the batch, takes it over the connection that is made for it, and keeps that open. */
    private Socket delivered(OtlpHttpSender sender, ServerSocket peer) throws Exception {
        CompletableFuture<SendResult> sent = sender.send(batch);
        Socket connection = peer.accept();
        readRequest(connection.getInputStream());
        connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(sent.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(SendResult.Outcome.DELIVERED);
        return connection;
    }

    private void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(in.readNBytes(batch.sizeBytes())).hasSize(batch.sizeBytes());
    }

    private static boolean isClosedByTheOtherSide(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
