package dev.clew.it.parts;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.sdk.otlp.OtlpSpanReader;
import dev.clew.tree.TraceTree;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans over OTLP/HTTP on the loopback address, and keeps them for the test to look at. Threads: any. */
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    public static OtlpReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpReceiver receiver = new OtlpReceiver(server);
            server.createContext("/v1/traces", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans so far, as they came. */
    public List<SpanData> spans() {
        return List.copyOf(spans);
    }

    /** Waits for so many spans, and returns all that came. */
    public List<SpanData> awaitSpans(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> spans.size() >= count);
        return spans();
    }

    /** The spans so far as trees, one line each. */
    public List<String> trees(String... attributeKeys) {
        return TraceTree.of(spans()).stream()
                .map(tree -> tree.toLine(attributeKeys))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            spans.addAll(OtlpSpanReader.readRequest(exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
