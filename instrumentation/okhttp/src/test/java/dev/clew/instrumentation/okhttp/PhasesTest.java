package dev.clew.instrumentation.okhttp;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the events of a call tell, on a real server over HTTP/1.1 and HTTP/2. */
class PhasesTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private final MockWebServer server = new MockWebServer();
    private OkHttpClient plain = new OkHttpClient.Builder()
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .build();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
        plain.dispatcher().executorService().shutdown();
        plain.connectionPool().evictAll();
    }

    @Test
    void newConnection_tellsEveryPhaseInOrder() throws IOException {
        server.enqueue(new MockResponse.Builder().body("hello").build());
        post(client(Phases.ALL), "/");

        assertThat(names(span()))
                .containsExactly(
                        "proxy",
                        "dns",
                        "connect",
                        "connection.acquired",
                        "request.headers",
                        "request.body",
                        "response.wait",
                        "response.headers",
                        "response.body");
        assertThat(event("connection.acquired").getAttributes().get(booleanKey("clew.connection.reused")))
                .isFalse();
        assertThat(event("request.body").getAttributes().get(longKey("clew.bytes")))
                .isEqualTo(4);
        assertThat(event("response.body").getAttributes().get(longKey("clew.bytes")))
                .isEqualTo(5);
        assertThat(span().getEvents())
                .filteredOn(event -> !event.getName().equals("connection.acquired"))
                .allSatisfy(event -> assertThat(event.getAttributes().get(PhaseEvents.DURATION_MICROS))
                        .isBetween(0L, TimeUnit.SECONDS.toMicros(10)));
        assertThat(span().getEvents())
                .allSatisfy(event -> assertThat(event.getEpochNanos())
                        .isBetween(span().getStartEpochNanos(), span().getEndEpochNanos()));
    }

    @Test
    void pooledConnection_tellsTwoByDefault() throws IOException {
        OkHttpClient client = client(Phases.MAIN);
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder().body("hello").build());
            get(client, "/");
        }

        SpanData second = telemetry.finishedSpans().get(1);
        assertThat(names(second)).containsExactly("connection.acquired", "response.wait");
        assertThat(second.getEvents().get(0).getAttributes().get(booleanKey("clew.connection.reused")))
                .isTrue();
    }

    @Test
    void none_tellsNothing() throws IOException {
        server.enqueue(new MockResponse.Builder().build());
        get(client(Phases.NONE), "/");

        assertThat(span().getEvents()).isEmpty();
    }

    @Test
    void http2_tellsOfTls() throws IOException {
        secure();
        server.enqueue(new MockResponse.Builder().body("hello").build());
        get(client(Phases.MAIN), "/");

        assertThat(names(span())).containsExactly("dns", "tls", "connect", "connection.acquired", "response.wait");
        assertThat(event("tls").getAttributes().get(stringKey("tls.protocol.version")))
                .isEqualTo("1.3");
        assertThat(event("connection.acquired").getAttributes().get(stringKey("network.protocol.version")))
                .isEqualTo("2");
        assertThat(span().getAttributes().get(stringKey("network.protocol.version")))
                .isEqualTo("2");
    }

    @Test
    void serverWait_isInTheEvent() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(200, TimeUnit.MILLISECONDS)
                .build());
        get(client(Phases.MAIN), "/");

        assertThat(event("response.wait").getAttributes().get(PhaseEvents.DURATION_MICROS))
                .isGreaterThanOrEqualTo(150_000);
    }

    @Test
    void redirect_isToldWithoutItsSecrets() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/next?sig=secret")
                .build());
        server.enqueue(new MockResponse.Builder().build());
        get(client(Phases.MAIN), "/");

        assertThat(event("redirect").getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(302);
        assertThat(event("redirect").getAttributes().get(stringKey("url.full"))).endsWith("/next?sig=REDACTED");
        assertThat(span().getAttributes().get(longKey("http.request.resend_count")))
                .isEqualTo(1);
    }

    @Test
    void retry_isToldAndCounted() throws IOException {
        OkHttpClient client = client(Phases.MAIN);
        server.enqueue(new MockResponse.Builder()
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(new MockResponse.Builder().build());
        get(client, "/");
        await().until(() -> plain.connectionPool().connectionCount() == 1);
        get(client, "/");

        SpanData second = telemetry.finishedSpans().get(1);
        assertThat(names(second)).contains("retry").containsAnyOf("response.wait.failed", "request.headers.failed");
        assertThat(second.getAttributes().get(longKey("http.request.resend_count")))
                .isEqualTo(1);
    }

    @Test
    void unknownHost_failsTheLookUp() {
        plain = plain.newBuilder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        assertThatThrownBy(() -> get(client(Phases.MAIN), "/")).isInstanceOf(UnknownHostException.class);

        assertThat(names(span())).containsExactly("dns.failed", "exception");
        assertThat(event("dns.failed").getAttributes().get(stringKey("exception.type")))
                .isEqualTo("java.net.UnknownHostException");
    }

    @Test
    void refusedConnection_failsToConnect() {
        String url = server.url("/").toString();
        server.close();
        assertThatThrownBy(() -> client(Phases.MAIN)
                        .newCall(new Request.Builder().url(url).build())
                        .execute())
                .isInstanceOf(IOException.class);

        assertThat(names(span())).contains("dns", "connect.failed").doesNotContain("connection.acquired");
        assertThat(event("connect.failed").getAttributes().get(longKey("network.peer.port")))
                .isNotNull();
    }

    @Test
    void distrust_failsTheHandshake() {
        OkHttpClient distrusting = client(Phases.MAIN);
        secure();
        assertThatThrownBy(() -> get(distrusting, "/")).isInstanceOf(IOException.class);

        assertThat(names(span())).contains("tls.failed", "connect.failed");
    }

    @Test
    void bodyThatCannotBeWritten_failsTheRequest() {
        server.enqueue(new MockResponse.Builder().build());
        RequestBody failing = new RequestBody() {
            @Override
            public MediaType contentType() {
                return MediaType.get("text/plain");
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                throw new IOException("no more");
            }
        };
        Request request =
                new Request.Builder().url(server.url("/")).post(failing).build();
        assertThatThrownBy(() -> client(Phases.MAIN).newCall(request).execute()).hasMessage("no more");

        assertThat(event("request.body.failed").getAttributes().get(stringKey("exception.message")))
                .isEqualTo("no more");
    }

    @Test
    void brokenResponse_failsWhileWaiting() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        plain = plain.newBuilder().retryOnConnectionFailure(false).build();
        assertThatThrownBy(() -> get(client(Phases.MAIN), "/")).isInstanceOf(IOException.class);

        assertThat(names(span())).contains("response.wait.failed");
    }

    @Test
    void canceledBody_saysSo() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(1_000_000))
                .throttleBody(1_000, 1, TimeUnit.SECONDS)
                .build());
        Call call = client(Phases.MAIN).newCall(request("/"));
        try (Response response = call.execute()) {
            call.cancel();
            assertThatThrownBy(() -> response.body().bytes()).isInstanceOf(IOException.class);
        }

        assertThat(names(span())).containsSubsequence("canceled", "response.body.failed", "exception");
        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
    }

    @Test
    void queue_isPartOfTheSpan() {
        plain.dispatcher().setMaxRequests(1);
        OkHttpClient client = client(Phases.MAIN);
        server.enqueue(new MockResponse.Builder()
                .headersDelay(200, TimeUnit.MILLISECONDS)
                .build());
        server.enqueue(new MockResponse.Builder().build());
        CompletableFuture<Integer> first = enqueue(client);
        CompletableFuture<Integer> second = enqueue(client);
        first.join();
        second.join();

        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(2));
        SpanData waited = telemetry.finishedSpans().get(1);
        EventData queue = waited.getEvents().get(0);
        assertThat(queue.getName()).isEqualTo("queue");
        assertThat(queue.getAttributes().get(PhaseEvents.DURATION_MICROS)).isGreaterThanOrEqualTo(100_000);
        assertThat(waited.getEndEpochNanos() - waited.getStartEpochNanos()).isGreaterThanOrEqualTo(100_000_000);
    }

    private OkHttpClient client(Phases phases) {
        return OkHttpTracing.traced(plain, telemetry.openTelemetry(), HttpClientOptions.defaults(), phases);
    }

    private void secure() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates known = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        server.useHttps(known.sslSocketFactory());
        plain = plain.newBuilder()
                .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                .build();
    }

    private Request request(String path) {
        return new Request.Builder()
                .url(server.url(path).newBuilder().host("localhost").build())
                .build();
    }

    private void get(OkHttpClient client, String path) throws IOException {
        try (Response response = client.newCall(request(path)).execute()) {
            response.body().bytes();
        }
    }

    private void post(OkHttpClient client, String path) throws IOException {
        Request request = request(path)
                .newBuilder()
                .post(RequestBody.create("data", MediaType.get("text/plain")))
                .build();
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
        }
    }

    private CompletableFuture<Integer> enqueue(OkHttpClient client) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        client.newCall(request("/")).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                code.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                code.complete(response.code());
            }
        });
        return code;
    }

    private SpanData span() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }

    private EventData event(String name) {
        return span().getEvents().stream()
                .filter(event -> event.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(SpanData span) {
        return span.getEvents().stream().map(EventData::getName).toList();
    }
}
