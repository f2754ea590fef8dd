package dev.clew.instrumentation.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpServerOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server under test, a client, and the SDK between them. {@link HttpServerContract} is the suite to extend. */
public abstract class HttpServerFixture {
    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    static final String SPAN_ID = "b7ad6b7169203331";
    static final String TRACEPARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

    /** The client of the suite. */
    protected final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The span that was current in the handler, by path and query. */
    final Map<String, SpanContext> currentSpans = new ConcurrentHashMap<>();

    private Telemetry telemetry;

    /**
     * Starts a server on loopback, of several threads, that is traced as {@code setup} says. It has the route {@link #route} for
     * all paths under {@code /orders}, answers as {@code setup.handler()} does for the path and query, and lets through what that throws.
     */
    protected abstract TracedServer start(Setup setup) throws IOException;

    /** The route that the server's spans have for the paths under {@code /orders}. */
    protected String route() {
        return "/orders";
    }

    /** The SDK that the suite runs on. */
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.standard(sampler);
    }

    /**
     * A server to start.
     *
     * @param deferred whether the handler is called, and its answer sent, by another thread once the server's has returned, with
     *     the context carried over in the way that users of this server do
     */
    public record Setup(OpenTelemetry openTelemetry, HttpServerOptions options, boolean deferred, Handler handler) {}

    /** What a handler answers. */
    public record Answer(int code, Map<String, String> headers, String body) {}

    /** A running server. */
    public interface TracedServer extends AutoCloseable {
        /** The port on loopback. */
        int port();

        @Override
        void close();
    }

    /** The application's part of the server under test. Threads: any. */
    @FunctionalInterface
    public interface Handler {
        /** What to answer with. */
        Answer handle(String pathAndQuery) throws IOException;
    }

    @BeforeEach
    void startTelemetry() {
        telemetry = telemetry(Sampler.alwaysOn());
    }

    @AfterEach
    void closeTelemetry() {
        telemetry.close();
    }

    /** The SDK of this test. */
    protected final Telemetry telemetry() {
        return telemetry;
    }

    final void sampleWith(Sampler sampler) {
        telemetry.close();
        telemetry = telemetry(sampler);
    }

    /** A server that answers {@code /orders/<code>} with the code. */
    protected final TracedServer startAnswering() throws IOException {
        return start(setup(HttpServerOptions.defaults(), this::answer));
    }

    final Setup setup(HttpServerOptions options, Handler handler) {
        return new Setup(telemetry.openTelemetry(), options, false, handler);
    }

    final Answer answer(String pathAndQuery) {
        currentSpans.put(pathAndQuery, Span.current().getSpanContext());
        int code = Integer.parseInt(pathAndQuery.replaceAll("^/orders/(\\d+).*", "$1"));
        return new Answer(code, Map.of(), "");
    }

    /** The one span that ended; the client has its answer before the server's span ends. */
    protected final SpanData onlySpan() {
        soon(() -> assertThat(telemetry.finishedSpans()).hasSize(1));
        return telemetry.finishedSpans().get(0);
    }

    /** Waits until it holds: what a server does behind its answer takes a moment, which most often has passed already. */
    protected static void soon(ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
    }

    /** The status code of the answer to a GET. */
    protected final int get(TracedServer server, String pathAndQuery) throws Exception {
        return send(request(server, pathAndQuery));
    }

    /** The status code of the answer. */
    protected final int send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** A GET of {@code suite/1}. */
    protected static HttpRequest.Builder request(TracedServer server, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + pathAndQuery))
                .header("User-Agent", "suite/1");
    }
}
