package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.TestBatches;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OtlpHttpSenderTest {
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @Test
    void send_theBodyIsTheBatch() throws Exception {
        send(to("/v1/traces"), TestBatches.ofSpans(7));

        LoopbackReceiver.Received request = receiver.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).hasToString("/v1/traces");
        assertThat(request.headers().getFirst("Content-Encoding")).isNull();
        assertThat(request.body()).isEqualTo(TestBatches.request(7).toByteArray());
        assertThat(request.traces()).isEqualTo(TestBatches.request(7));
    }

    @Test
    void send_lengthIsAnnouncedAndNothingIsUpgraded() throws Exception {
        Batch batch = TestBatches.ofSpans(7);

        send(to("/v1/traces"), batch);

        assertThat(receiver.received().get(0).headers())
                .containsEntry("Content-length", List.of(String.valueOf(batch.sizeBytes())))
                .doesNotContainKeys("Transfer-encoding", "Upgrade", "Http2-settings");
    }

    @Test
    void send_withGzipDecompressesToTheBatch() throws Exception {
        Batch batch = TestBatches.of(TestBatches.request(2_000), 2_000, 10_000);

        send(to("/v1/traces").setCompression(Compression.GZIP), batch);

        LoopbackReceiver.Received request = receiver.received().get(0);
        assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(request.body()).hasSizeLessThan(batch.sizeBytes() / 2);
        assertThat(request.traces()).isEqualTo(TestBatches.request(2_000));
    }

    @Test
    void send_namesItselfAndAddsTheHeadersOfTheUser() throws Exception {
        send(
                to("/v1/traces").setHeaders(Map.of("Authorization", "Bearer secret", "x-tenant", "a b")),
                TestBatches.ofSpans(1));

        assertThat(receiver.received().get(0).headers())
                .containsEntry("Content-type", List.of("application/x-protobuf"))
                .containsEntry("User-agent", List.of("Clew-OTLP-Exporter-Java/dev"))
                .containsEntry("Authorization", List.of("Bearer secret"))
                .containsEntry("X-tenant", List.of("a b"));
    }

    @Test
    void send_toUrlWithoutPathAsksForTheRoot() throws Exception {
        send(to(""), TestBatches.ofSpans(1));

        assertThat(receiver.received().get(0).path()).hasToString("/");
    }

    @Test
    void send_connectionIsUsedAgain() throws Exception {
        try (FaultyPeer peer = new FaultyPeer(connection -> {
                    for (int i = 0; i < 2; i++) {
                        FaultyPeer.readHead(connection.getInputStream());
                        connection
                                .getInputStream()
                                .readNBytes(TestBatches.ofSpans(1).sizeBytes());
                        connection
                                .getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                });
                OtlpHttpSender sender =
                        OtlpHttpSender.builder().setEndpoint(peer.url("http")).build()) {
            for (int i = 0; i < 2; i++) {
                assertThat(sender.send(TestBatches.ofSpans(1)).get(20, TimeUnit.SECONDS))
                        .isEqualTo(SendResult.delivered().withHttpStatus(200));
            }
            assertThat(peer.connections()).hasSize(1);
        }
    }

    @Test
    void send_isHiddenFromInstrumentation() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        SuppressionWitness witness = new SuppressionWitness();
        ProxySelector.setDefault(witness);
        try {
            send(to("/v1/traces"), TestBatches.ofSpans(1));
        } finally {
            ProxySelector.setDefault(before);
        }

        assertThat(witness.suppressed).containsOnly(true);
    }

    @Test
    void send_toAnotherMachineCompressesUnlessTold() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        URI proxy = receiver.url("");
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        try {
            URI elsewhere = URI.create("http://backend.invalid/v1/traces");
            send(OtlpHttpSender.builder().setEndpoint(elsewhere), TestBatches.ofSpans(1));
            send(
                    OtlpHttpSender.builder().setEndpoint(elsewhere).setCompression(Compression.NONE),
                    TestBatches.ofSpans(1));
        } finally {
            ProxySelector.setDefault(before);
        }

        assertThat(receiver.received())
                .extracting(request -> String.valueOf(request.headers().getFirst("Content-Encoding")))
                .containsExactly("gzip", "null");
    }

    @Test
    void toString_namesTheEndpointAndNoHeader() {
        try (OtlpHttpSender sender =
                to("/v1/traces").setHeaders(Map.of("Authorization", "secret")).build()) {
            assertThat(sender).hasToString("OTLP/HTTP to " + receiver.url("/v1/traces"));
        }
    }

    /** The client asks for a proxy while a request starts, in the context that instrumentation would see. */
    private static final class SuppressionWitness extends ProxySelector {
        private final List<Boolean> suppressed = new CopyOnWriteArrayList<>();

        @Override
        public List<Proxy> select(URI uri) {
            suppressed.add(InstrumentationUtil.shouldSuppressInstrumentation(Context.current()));
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    private OtlpHttpSenderBuilder to(String path) {
        return OtlpHttpSender.builder().setEndpoint(receiver.url(path));
    }

    private static void send(OtlpHttpSenderBuilder builder, Batch batch) throws Exception {
        try (OtlpHttpSender sender = builder.build()) {
            assertThat(sender.send(batch).get(20, TimeUnit.SECONDS))
                    .isEqualTo(SendResult.delivered().withHttpStatus(200));
        }
    }
}
