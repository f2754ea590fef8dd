package dev.clew.instrumentation.jdkhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
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
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges over TLS are followed as those without, and handlers still see that they are {@link HttpsExchange}s. */
class HttpsServerTest {
    private static SSLContext tls;

    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private HttpsServer server;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = SelfSigned.tls(folder);
    }

    @BeforeEach
    void createServer() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        telemetry.close();
    }

    @Test
    void span_hasTheSchemeAndTheStatus() {
        AtomicReference<String> cipherSuite = new AtomicReference<>("");
        HttpResponse<String> response = post(exchange -> {
                    cipherSuite.set(((HttpsExchange) exchange).getSSLSession().getCipherSuite());
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(201, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                })
                .join();

        assertThat(response.body()).isEqualTo("tea");
        assertThat(cipherSuite.get()).startsWith("TLS_");
        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("POST /orders");
        assertThat(span.getAttributes().get(stringKey("url.scheme"))).isEqualTo("https");
        assertThat(span.getAttributes().get(longKey("server.port")))
                .isEqualTo(server.getAddress().getPort());
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(201);
    }

    @Test
    void span_endsWhenAnotherThreadAnswers() throws Exception {
        BlockingQueue<HttpExchange> deferred = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<String>> response = post(deferred::add);
        HttpExchange exchange = deferred.take();
        assertThat(telemetry.finishedSpans()).isEmpty();

        exchange.sendResponseHeaders(503, -1);
        exchange.close();

        assertThat(response.join().statusCode()).isEqualTo(503);
        assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(503);
    }

    private CompletableFuture<HttpResponse<String>> post(HttpHandler handler) {
        server.createContext("/orders", handler).getFilters().add(HttpServerTracing.filter(telemetry.openTelemetry()));
        server.start();
        URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/orders");
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString("tea"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private SpanData onlySpan() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }
}
