package dev.clew.instrumentation.jdkhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.http.HttpServerOptions;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a response is complete, and what went over the wire until then. */
class ResponseBodyTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private HttpServer server;

    @BeforeEach
    void createServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        telemetry.close();
    }

    @Test
    void span_endsWhenAStreamedBodyIsClosed() throws Exception {
        BlockingQueue<OutputStream> bodies = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<String>> response = post(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            bodies.add(exchange.getResponseBody());
        });
        OutputStream body = bodies.take();
        body.write("one ".getBytes(UTF_8));
        body.flush();
        body.write('2');
        assertThat(telemetry.finishedSpans()).isEmpty();
        body.close();

        assertThat(response.join().body()).isEqualTo("one 2");
        assertThat(onlySpan().getAttributes().get(longKey("http.response.body.size")))
                .isEqualTo(5);
    }

    @Test
    void span_endsWhenTheAnnouncedBytesAreWritten() throws Exception {
        BlockingQueue<HttpExchange> exchanges = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<String>> response = post(exchanges::add);
        HttpExchange exchange = exchanges.take();
        exchange.sendResponseHeaders(200, 3);
        exchange.getResponseBody().write("te".getBytes(UTF_8));
        assertThat(telemetry.finishedSpans()).isEmpty();
        exchange.getResponseBody().write('a');

        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
        exchange.close();
        assertThat(response.join().body()).isEqualTo("tea");
    }

    @Test
    void requestBody_withoutAnAnnouncedLengthIsCountedAsItIsRead() {
        server.createContext("/orders", exchange -> {
                    exchange.getRequestBody().read();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(filter());
        server.start();
        send(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000])))
                .join();

        assertThat(onlySpan().getAttributes().get(longKey("http.request.body.size")))
                .isEqualTo(70_000);
    }

    @Test
    void bodies_putIntoTheExchangeAreCountedOnTheWire() throws Exception {
        byte[] zipped = gzip("tea".repeat(1_000));
        server.createContext("/orders", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.setStreams(
                            new GZIPInputStream(exchange.getRequestBody()),
                            new GZIPOutputStream(exchange.getResponseBody()));
                    exchange.getRequestBody().transferTo(exchange.getResponseBody());
                    exchange.getResponseBody().close();
                })
                .getFilters()
                .add(filter());
        server.start();
        send(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(zipped)))
                .join();

        assertThat(onlySpan().getAttributes().get(longKey("http.request.body.size")))
                .isEqualTo(zipped.length);
        assertThat(onlySpan().getAttributes().get(longKey("http.response.body.size")))
                .isBetween(1L, 200L);
    }

    @Test
    void span_ofAClientThatWentAwayCarriesTheException() throws Exception {
        server.createContext("/orders", ResponseBodyTest::writeUntilItFails)
                .getFilters()
                .add(filter());
        server.start();
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            client.getOutputStream().write("GET /orders HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }

        SpanData span = onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isNotEmpty();
        assertThat(span.getEvents()).hasSize(1);
    }

    @Test
    void span_ofAHandlerThatSwallowsAFailedWriteCarriesTheException() {
        CompletableFuture<HttpResponse<String>> response = post(exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('1');
            assertThat(catchThrowable(() -> exchange.getResponseBody().close())).isInstanceOf(IOException.class);
        });

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("java.io.IOException");
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.error());
        response.cancel(true);
    }

    @Test
    void span_ofAHandlerThatMendsItsMistakesHasNoError() throws Exception {
        HttpResponse<String> response = post(exchange -> {
                    assertThat(catchThrowable(() -> exchange.getResponseBody().write('1')))
                            .isInstanceOf(IOException.class);
                    exchange.sendResponseHeaders(201, 3);
                    assertThat(catchThrowable(() -> exchange.sendResponseHeaders(500, -1)))
                            .isInstanceOf(IOException.class);
                    exchange.getResponseBody().write("tea".getBytes(UTF_8));
                    exchange.close();
                })
                .join();

        assertThat(response.body()).isEqualTo("tea");
        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
        assertThat(onlySpan().getEvents()).isEmpty();
    }

    @Test
    void span_ofAnAnswerToHeadEndsWithItsHeaders() throws Exception {
        server.createContext("/orders", exchange -> exchange.sendResponseHeaders(200, 1_000))
                .getFilters()
                .add(filter());
        server.start();
        HttpRequest head = HttpRequest.newBuilder(uri())
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.discarding());

        assertThat(onlySpan().getName()).isEqualTo("HEAD /orders");
        assertThat(onlySpan().getAttributes().get(longKey("http.response.body.size")))
                .isZero();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(UTF_8));
        }
        return zipped.toByteArray();
    }

    private static void writeUntilItFails(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write(new byte[100_000]);
        }
    }

    private CompletableFuture<HttpResponse<String>> post(HttpHandler handler) {
        server.createContext("/orders", handler).getFilters().add(filter());
        server.start();
        return send(HttpRequest.BodyPublishers.noBody());
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.BodyPublisher body) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri()).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Filter filter() {
        return HttpServerTracing.filter(
                telemetry.openTelemetry(),
                HttpServerOptions.builder().bodySizes(true).build());
    }

    private URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/orders");
    }

    private SpanData onlySpan() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }
}
