package dev.clew.exporter.otlp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** An OTLP receiver on this machine that keeps what it gets and answers what it is told to. */
final class LoopbackReceiver implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Reply reply = new Reply(200, "application/x-protobuf", new byte[0], Map.of());

    /** A request as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(String method, URI path, Headers headers, byte[] body) {
        ExportTraceServiceRequest traces() throws IOException {
            boolean gzip = "gzip".equals(headers.getFirst("Content-Encoding"));
            InputStream in = new ByteArrayInputStream(body);
            return ExportTraceServiceRequest.parseFrom(gzip ? new GZIPInputStream(in) : in);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {}

    LoopbackReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    void reply(int status, String text, Map<String, String> headers) {
        reply = new Reply(status, "text/plain", text.getBytes(StandardCharsets.UTF_8), headers);
    }

    void replyProtobuf(int status, byte[] body) {
        reply = new Reply(status, "application/x-protobuf", body, Map.of());
    }

    List<Received> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body));
            Reply now = reply;
            exchange.getResponseHeaders().set("Content-Type", now.contentType());
            now.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(now.status(), now.body().length == 0 ? -1 : now.body().length);
            exchange.getResponseBody().write(now.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
