package dev.clew.instrumentation.jdkhttpclient;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.PushPromise;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.WebSocketListener;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the JDK's client has beyond the suite: futures, HTTP/2 and its pushes, WebSockets, redirects. */
class HttpClientTracingTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private final MockWebServer server = new MockWebServer();
    private final HttpClient client = traced(HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
    }

    @Test
    void sendAsync_hasTheCallersContextInSpanAndCallbacks() {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(100, TimeUnit.MILLISECONDS)
                .body("hello")
                .build());
        Span parent = parent();
        CompletableFuture<String> current;
        try (Scope scope = parent.makeCurrent()) {
            current = client.sendAsync(request("/").build(), BodyHandlers.ofString())
                    .thenApply(response -> Span.current().getSpanContext().getSpanId());
        }

        assertThat(current.join()).isEqualTo(parent.getSpanContext().getSpanId());
        assertThat(span().getParentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
    }

    @Test
    void bodyHandler_runsInTheSpan() throws Exception {
        server.enqueue(new MockResponse.Builder().body("hello").build());
        List<String> current = new CopyOnWriteArrayList<>();
        client.send(request("/").build(), info -> {
            current.add(Span.current().getSpanContext().getSpanId());
            return HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofByteArray(), bytes -> bytes.length);
        });

        assertThat(current).containsExactly(span().getSpanId());
    }

    @Test
    void cancel_ofWhatIsDerivedCancelsTheRequest() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());
        CompletableFuture<Integer> code =
                client.sendAsync(request("/").build(), BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
        await().until(() -> server.getRequestCount() == 1);
        assertThat(code.cancel(true)).isTrue();

        assertThat(span().getEvents()).extracting(EventData::getName).contains("canceled");
        assertThat(span().getAttributes().get(stringKey("error.type")))
                .isEqualTo("java.util.concurrent.CancellationException");
    }

    @Test
    void failureOfAFuture_isTheOneThatTheJdkHas() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(request("/").POST(body("x")).build(), BodyHandlers.ofString());

        assertThatThrownBy(sent::get).hasCauseInstanceOf(IOException.class);
        assertThat(span().getAttributes().get(stringKey("error.type"))).startsWith("java.io.");
    }

    @Test
    void timeout_isTheReason() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());
        HttpRequest impatient = request("/").timeout(Duration.ofMillis(100)).build();
        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(span().getAttributes().get(stringKey("error.type"))).isEqualTo("java.net.http.HttpTimeoutException");
    }

    @Test
    void interruption_endsTheSpan() throws InterruptedException {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                client.send(request("/").build(), BodyHandlers.ofString());
            } catch (IOException | InterruptedException e) {
                thrown.complete(e);
            }
        });
        thread.start();
        server.takeRequest();
        thread.interrupt();

        assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
        assertThat(span().getAttributes().get(stringKey("error.type"))).isEqualTo("java.lang.InterruptedException");
    }

    @Test
    void redirect_isFollowedInOneSpanAndCounted() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/next")
                .body("moved")
                .build());
        server.enqueue(new MockResponse.Builder().body("hello").build());
        assertThat(client.send(request("/").build(), BodyHandlers.ofString()).body())
                .isEqualTo("hello");

        assertThat(span().getAttributes().get(longKey("http.request.resend_count")))
                .isEqualTo(1);
        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
    }

    @Test
    void http2_isTracedWithItsPushes() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName(server.getHostName())
                .build();
        HandshakeCertificates known = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        server.useHttps(known.sslSocketFactory());
        server.enqueue(new MockResponse.Builder()
                .body("page")
                .addPush(new PushPromise(
                        "GET",
                        "/style.css?sig=secret",
                        Headers.of(":scheme", "https"),
                        new MockResponse.Builder().body("style").build()))
                .build());
        HttpClient http2 = traced(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(known.sslContext())
                .build());
        HttpRequest request = request("/").build();
        ConcurrentMap<HttpRequest, CompletableFuture<HttpResponse<String>>> pushed = new ConcurrentHashMap<>();
        List<HttpRequest> initiating = new CopyOnWriteArrayList<>();

        HttpResponse<String> page = http2.sendAsync(request, BodyHandlers.ofString(), (asked, promised, acceptor) -> {
                    initiating.add(asked);
                    pushed.put(promised, acceptor.apply(BodyHandlers.ofString()));
                })
                .join();

        assertThat(page.body()).isEqualTo("page");
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(initiating).containsExactly(request);
        assertThat(pushed.values())
                .singleElement()
                .satisfies(push -> assertThat(push.join().body()).isEqualTo("style"));
        assertThat(span().getAttributes().get(stringKey("network.protocol.version")))
                .isEqualTo("2");
        assertThat(span().getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("push.promised");
            assertThat(event.getAttributes().get(stringKey("url.full"))).endsWith("/style.css?sig=REDACTED");
        });
    }

    @Test
    void unreadStream_isOverOnlyWhenItIsClosed() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(1_000_000))
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        try (InputStream unread =
                client.send(request("/").build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(unread).isNotNull();
            assertThat(telemetry.finishedSpans()).isEmpty();
        }

        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
    }

    @Test
    void webSocket_endsWithTheUpgrade() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {})
                .build());
        WebSocket socket = client.newWebSocketBuilder()
                .header("X-Mine", "kept")
                .buildAsync(
                        URI.create(server.url("/chat").toString().replace("http:", "ws:")), new WebSocket.Listener() {})
                .join();

        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(101);
        assertThat(span().getAttributes().get(stringKey("url.full"))).startsWith("ws://");
        Headers headers = server.takeRequest().getHeaders();
        assertThat(headers.get("X-Mine")).isEqualTo("kept");
        assertThat(headers.values("traceparent"))
                .singleElement()
                .satisfies(traceparent -> assertThat(traceparent).contains(span().getSpanId()));
        socket.abort();
    }

    @Test
    void webSocket_thatIsRefusedHasTheStatus() {
        server.enqueue(new MockResponse.Builder().code(403).build());
        CompletableFuture<WebSocket> built = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(server.url("/chat").toString().replace("http:", "ws:")),
                        new WebSocket.Listener() {});

        assertThat(built).failsWithin(Duration.ofSeconds(10));
        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(403);
        assertThat(span().getAttributes().get(stringKey("error.type")))
                .isEqualTo("java.net.http.WebSocketHandshakeException");
    }

    @Test
    void request_keepsWhatTheApplicationSet() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        HttpRequest request = request("/")
                .header("X-Mine", "kept")
                .header("traceparent", "stale")
                .POST(body("data"))
                .build();
        client.send(request, BodyHandlers.ofString());

        Headers headers = server.takeRequest().getHeaders();
        assertThat(headers.get("X-Mine")).isEqualTo("kept");
        assertThat(headers.values("traceparent"))
                .singleElement()
                .satisfies(traceparent -> assertThat(traceparent).contains(span().getSpanId()));
        assertThat(headers.get("Content-Length")).isEqualTo("4");
        assertThat(request.headers().map())
                .isEqualTo(Map.of("X-Mine", List.of("kept"), "traceparent", List.of("stale")));
    }

    @Test
    void settings_areThoseOfTheClient() {
        HttpClient plain =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
        HttpClient traced = traced(plain);

        assertThat(traced.connectTimeout()).isEqualTo(plain.connectTimeout());
        assertThat(traced.version()).isEqualTo(plain.version());
        assertThat(traced.followRedirects()).isEqualTo(plain.followRedirects());
        assertThat(traced.sslContext()).isSameAs(plain.sslContext());
        assertThat(traced.executor()).isEqualTo(plain.executor());
        assertThat(traced.proxy()).isEqualTo(plain.proxy());
        assertThat(traced.cookieHandler()).isEqualTo(plain.cookieHandler());
        assertThat(traced.authenticator()).isEqualTo(plain.authenticator());
        assertThat(traced.sslParameters().getProtocols())
                .isEqualTo(plain.sslParameters().getProtocols());
    }

    @Test
    void close_reachesTheClientWhereTheJdkHasIt() throws InterruptedException {
        HttpClient plain = HttpClient.newHttpClient();
        TracedHttpClient traced = (TracedHttpClient) traced(plain);
        boolean closeable = plain instanceof AutoCloseable;
        traced.shutdown();
        traced.shutdownNow();

        assertThat(traced.awaitTermination(Duration.ofSeconds(10))).isEqualTo(closeable);
        assertThat(traced.isTerminated()).isEqualTo(closeable);
        traced.close();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void null_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpClientTracing.traced(null, OpenTelemetry.noop()))
                .withMessage("client must not be null: client=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpClientTracing.traced(HttpClient.newHttpClient(), null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
        assertThatNullPointerException().isThrownBy(() -> client.send(null, BodyHandlers.ofString()));
        assertThatNullPointerException()
                .isThrownBy(() -> client.send(request("/").build(), null));
    }

    private HttpClient traced(HttpClient plain) {
        return HttpClientTracing.traced(plain, telemetry.openTelemetry());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url(path).toString()));
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private Span parent() {
        return telemetry.openTelemetry().getTracer("test").spanBuilder("parent").startSpan();
    }

    private SpanData span() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }
}
