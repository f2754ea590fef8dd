package dev.clew.instrumentation.okhttp;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.http.contract.Telemetry;
import dev.clew.instrumentation.jdkhttp.HttpServerTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What OkHttp has beyond the suite: enqueued calls and redirects, against a traced server. */
class OkHttpTracingTest {
    private final Telemetry telemetry = Telemetry.standard(Sampler.alwaysOn());
    private final Call.Factory calls = OkHttpTracing.callFactory(new OkHttpClient(), telemetry.openTelemetry());
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpContext orders = server.createContext("/orders", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        orders.getFilters().add(HttpServerTracing.filter(telemetry.openTelemetry()));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/orders");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        telemetry.close();
    }

    @Test
    void enqueue_keepsTheContextOfTheCaller() {
        Span parent = telemetry
                .openTelemetry()
                .getTracer("test")
                .spanBuilder("parent")
                .startSpan();

        assertThat(enqueue(parent, "/orders").join()).isEqualTo(200);

        assertThat(span(SpanKind.CLIENT).getParentSpanContext()).isEqualTo(parent.getSpanContext());
    }

    @Test
    void request_isOneTraceThroughClientAndServer() {
        assertThat(enqueue(Span.getInvalid(), "/orders").join()).isEqualTo(200);
        server.stop(1);

        SpanData client = span(SpanKind.CLIENT);
        SpanData handled = span(SpanKind.SERVER);
        assertThat(handled.getTraceId()).isEqualTo(client.getTraceId());
        assertThat(handled.getParentSpanId()).isEqualTo(client.getSpanId());
    }

    @Test
    void redirect_isFollowedInOneSpanAndCounted() {
        assertThat(enqueue(Span.getInvalid(), "/moved").join()).isEqualTo(200);

        assertThat(span(SpanKind.CLIENT).getAttributes().get(longKey("http.request.resend_count")))
                .isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    void null_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OkHttpTracing.interceptor(null))
                .withMessage("openTelemetry must not be null: openTelemetry=null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OkHttpTracing.callFactory(null, OpenTelemetry.noop()))
                .withMessage("client must not be null: client=null");
    }

    private CompletableFuture<Integer> enqueue(Span parent, String path) {
        String url = "http://localhost:" + server.getAddress().getPort() + path;
        CompletableFuture<Integer> code = new CompletableFuture<>();
        try (Scope scope = parent.makeCurrent()) {
            calls.newCall(new Request.Builder().url(url).build()).enqueue(new Callback() {
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
        }
        return code;
    }

    private SpanData span(SpanKind kind) {
        return telemetry.finishedSpans().stream()
                .filter(span -> span.getKind() == kind)
                .reduce((first, second) -> {
                    throw new AssertionError("two spans of kind " + kind);
                })
                .orElseThrow();
    }
}
