package dev.clew.instrumentation.okhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How spans end that do not end with a body that was read, and what other interceptors and listeners see of it. */
class CallLifeTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient plain = new OkHttpClient();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        telemetry.close();
        plain.dispatcher().executorService().shutdown();
        plain.connectionPool().evictAll();
    }

    @Test
    void droppedBody_isFoundByTheNextCall() throws IOException {
        OkHttpClient client = traced(plain);
        drop(client);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            server.enqueue(new MockResponse.Builder().build());
            client.newCall(request()).execute().close();
            assertThat(telemetry.finishedSpans())
                    .filteredOn(span ->
                            "body_not_closed".equals(span.getAttributes().get(stringKey("error.type"))))
                    .singleElement()
                    .satisfies(span -> assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                            .isEqualTo(200));
        });
    }

    private void drop(OkHttpClient client) throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(100_000))
                .throttleBody(10_000, 1, TimeUnit.SECONDS)
                .build());
        assertThat(client.newCall(request()).execute().code()).isEqualTo(200);
        assertThat(telemetry.finishedSpans()).isEmpty();
    }

    @Test
    void webSocket_endsWithTheUpgrade() throws Exception {
        CompletableFuture<WebSocket> opened = new CompletableFuture<>();
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {})
                .build());
        WebSocket socket = traced(plain).newWebSocket(request(), new WebSocketListener() {
            @Override
            public void onOpen(WebSocket webSocket, Response response) {
                opened.complete(webSocket);
            }

            @Override
            public void onFailure(WebSocket webSocket, Throwable error, Response response) {
                opened.completeExceptionally(error);
            }
        });
        opened.get(10, TimeUnit.SECONDS);

        SpanData span = span();
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(101);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getEvents()).extracting(EventData::getName).contains("connect", "response.wait");
        assertThat(server.takeRequest().getHeaders().get("traceparent")).contains(span.getSpanId());
        assertThat(socket.send("still open")).isTrue();
        socket.cancel();
    }

    @Test
    void callTimeout_isTheReasonAndNotTheCancellation() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());
        OkHttpClient impatient =
                plain.newBuilder().callTimeout(Duration.ofMillis(200)).build();
        assertThatThrownBy(() -> traced(impatient).newCall(request()).execute())
                .isInstanceOf(InterruptedIOException.class);

        assertThat(span().getAttributes().get(stringKey("error.type"))).isEqualTo("java.io.InterruptedIOException");
        assertThat(span().getEvents()).extracting(EventData::getName).contains("canceled");
    }

    @Test
    void rejectedCall_endsItsSpan() {
        plain.dispatcher().executorService().shutdown();
        CompletableFuture<Integer> code = enqueue(traced(plain));

        assertThat(code).isCompletedExceptionally();
        assertThat(span().getAttributes().get(stringKey("error.type"))).isEqualTo("java.io.InterruptedIOException");
    }

    @Test
    void anotherAttempt_isAnotherSpan() throws IOException {
        server.enqueue(new MockResponse.Builder().code(500).body("no").build());
        server.enqueue(new MockResponse.Builder().body("yes").build());
        OkHttpClient trying = plain.newBuilder()
                .addInterceptor(chain -> {
                    Response first = chain.proceed(chain.request());
                    first.close();
                    return chain.proceed(chain.request());
                })
                .addInterceptor(OkHttpTracing.interceptor(telemetry.openTelemetry()))
                .build();
        trying.newCall(request()).execute().close();

        assertThat(telemetry.finishedSpans())
                .extracting(span -> span.getAttributes().get(longKey("http.response.status_code")))
                .containsExactly(500L, 200L);
    }

    @Test
    void interceptorThatIsThereTwice_makesOneSpan() throws IOException {
        server.enqueue(new MockResponse.Builder().body("hello").build());
        OkHttpClient twice = plain.newBuilder()
                .addInterceptor(OkHttpTracing.interceptor(telemetry.openTelemetry()))
                .addNetworkInterceptor(OkHttpTracing.interceptor(telemetry.openTelemetry()))
                .build();
        twice.newCall(request()).execute().close();

        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
    }

    @Test
    void interceptorThatAnswersItself_endsTheSpanAtOnce() throws IOException {
        OkHttpClient answering = plain.newBuilder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(201)
                        .message("made up")
                        .body(ResponseBody.create("hello", null))
                        .build())
                .build();
        assertThat(traced(answering).newCall(request()).execute().code()).isEqualTo(201);

        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(201);
    }

    @Test
    void interceptorThatThrows_failsTheSpan() {
        OkHttpClient throwing = plain.newBuilder()
                .addInterceptor(chain -> {
                    throw new IllegalStateException("thrown by the application");
                })
                .build();
        assertThatThrownBy(() -> traced(throwing).newCall(request()).execute())
                .isInstanceOf(IllegalStateException.class);

        assertThat(span().getAttributes().get(stringKey("error.type"))).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void ownListener_isStillTold() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        OkHttpClient listening = plain.newBuilder()
                .eventListenerFactory(call -> new EventListener() {
                    @Override
                    public void callStart(Call started) {
                        told.add("start");
                    }

                    @Override
                    public void callEnd(Call ended) {
                        told.add("end");
                    }
                })
                .build();
        server.enqueue(new MockResponse.Builder().build());
        traced(listening).newCall(request()).execute().close();

        assertThat(told).containsExactly("start", "end");
    }

    @Test
    void spanIsCurrent_inTheApplicationsInterceptors() throws IOException {
        CompletableFuture<String> current = new CompletableFuture<>();
        OkHttpClient looking = plain.newBuilder()
                .addInterceptor(chain -> {
                    current.complete(Span.current().getSpanContext().getSpanId());
                    return chain.proceed(chain.request());
                })
                .addInterceptor(OkHttpTracing.interceptor(telemetry.openTelemetry()))
                .build();
        server.enqueue(new MockResponse.Builder().build());
        traced(looking).newCall(request()).execute().close();

        assertThat(span().getSpanId()).isEqualTo(current.join());
    }

    @Test
    void callThatTakesNoListener_endsAtItsHeaders() throws IOException {
        Interceptor tracing = OkHttpTracing.interceptor(telemetry.openTelemetry());
        OkHttpClient client = plain.newBuilder()
                .addInterceptor(chain -> tracing.intercept(withoutListeners(chain)))
                .build();
        server.enqueue(new MockResponse.Builder().body("hello").build());
        Response response = client.newCall(request()).execute();

        assertThat(span().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(response.body().string()).isEqualTo("hello");
    }

    @Test
    void size_isThatOnTheWire() throws IOException {
        Buffer zipped = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(zipped))) {
            sink.writeUtf8("x".repeat(10_000));
        }
        long bytes = zipped.size();
        server.enqueue(new MockResponse.Builder()
                .body(zipped)
                .addHeader("Content-Encoding", "gzip")
                .build());
        OkHttpClient client = OkHttpTracing.traced(
                plain,
                telemetry.openTelemetry(),
                HttpClientOptions.builder().bodySizes(true).build(),
                Phases.NONE);
        try (Response response = client.newCall(request()).execute()) {
            assertThat(response.body().string()).hasSize(10_000);
        }

        assertThat(span().getAttributes().get(longKey("http.response.body.size")))
                .isEqualTo(bytes);
    }

    private OkHttpClient traced(OkHttpClient client) {
        return OkHttpTracing.traced(client, telemetry.openTelemetry());
    }

    private Request request() {
        return new Request.Builder().url(server.url("/")).build();
    }

    private SpanData span() {
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }

    private CompletableFuture<Integer> enqueue(OkHttpClient client) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        client.newCall(request()).enqueue(new Callback() {
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

    /** A chain as an older OkHttp has it, whose calls do not know what the newer ones can do. */
    private static Interceptor.Chain withoutListeners(Interceptor.Chain chain) {
        ClassLoader loader = CallLifeTest.class.getClassLoader();
        Call call = (Call) Proxy.newProxyInstance(loader, new Class<?>[] {Call.class}, (self, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
        return (Interceptor.Chain) Proxy.newProxyInstance(
                loader, new Class<?>[] {Interceptor.Chain.class}, (self, method, arguments) -> {
                    if (method.getName().equals("call")) {
                        return call;
                    }
                    try {
                        return method.invoke(chain, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
