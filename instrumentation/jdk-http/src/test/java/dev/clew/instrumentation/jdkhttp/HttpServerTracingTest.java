package dev.clew.instrumentation.jdkhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the JDK's server has beyond the suite: routes found late and answers from other threads. */
class HttpServerTracingTest {
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
    void route_renamesTheSpan() {
        get(exchange -> {
                    HttpServerTracing.route(exchange, "/orders/{id}");
                    answer(exchange, 200);
                })
                .join();

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("POST /orders/{id}");
        assertThat(span.getAttributes().get(stringKey("http.route"))).isEqualTo("/orders/{id}");
    }

    @Test
    void route_ofNothingIsIgnored() {
        get(exchange -> {
                    HttpServerTracing.route(exchange, null);
                    HttpServerTracing.route(null, "/orders/{id}");
                    answer(exchange, 200);
                })
                .join();

        assertThat(onlySpan().getName()).isEqualTo("POST /orders");
    }

    @Test
    void span_endsWhenAnotherThreadAnswers() throws Exception {
        BlockingQueue<HttpExchange> deferred = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<Void>> response = get(deferred::add);
        HttpExchange exchange = deferred.take();
        // A second request over the server's only thread: when it is through, the first handler has returned.
        send(server, "/other").join();
        assertThat(telemetry.finishedSpans()).isEmpty();

        answer(exchange, 503);

        assertThat(response.join().statusCode()).isEqualTo(503);
        assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(503);
    }

    @Test
    void span_ofAnExchangeClosedWithoutAnswerHasNoStatusCode() throws Exception {
        BlockingQueue<HttpExchange> deferred = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<Void>> response = get(deferred::add);
        deferred.take().close();

        assertThat(response).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
        assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code")))
                .isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void null_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpServerTracing.filter(null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
    }

    private CompletableFuture<HttpResponse<Void>> get(HttpHandler handler) {
        server.createContext("/orders", handler).getFilters().add(HttpServerTracing.filter(telemetry.openTelemetry()));
        server.createContext("/other", exchange -> answer(exchange, 200));
        server.start();
        return send(server, "/orders");
    }

    // A POST: the JDK's client sends a GET again when its connection is closed.
    private static CompletableFuture<HttpResponse<Void>> send(HttpServer server, String path) {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    private static void answer(HttpExchange exchange, int code) throws IOException {
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    private SpanData onlySpan() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }
}
