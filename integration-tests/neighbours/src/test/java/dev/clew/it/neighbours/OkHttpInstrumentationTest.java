package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenTelemetry's own instrumentation of OkHttp. */
@Timeout(60)
class OkHttpInstrumentationTest {
    private final List<String> traceparents = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startPeer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            traceparents.add(exchange.getRequestHeaders().getFirst("traceparent"));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/missing") ? 404 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopPeer() {
        server.stop(0);
    }

    @Test
    void callsAreTracedAndCarryTheirSpan() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> {
            OkHttpClient client = new OkHttpClient();
            Call.Factory calls = OkHttpTelemetry.create(otel).createCallFactory(client);
            Span parent = otel.getTracer("test").spanBuilder("checkout").startSpan();
            try (Scope ignored = parent.makeCurrent()) {
                calls.newCall(request("/orders")).execute().close();
                calls.newCall(request("/missing")).execute().close();
                enqueue(calls, "/later");
            } finally {
                parent.end();
                client.dispatcher().executorService().shutdown();
                client.connectionPool().evictAll();
            }
        });

        assertThat(seen.trees("http.response.status_code", "error.type"))
                .containsExactly("checkout > (CLIENT GET [http.response.status_code=204],"
                        + " CLIENT GET [ERROR, http.response.status_code=404, error.type=404],"
                        + " CLIENT GET [http.response.status_code=204])");
        assertThat(traceparents)
                .hasSize(6)
                .filteredOn(header -> header.contains(seen.spans().get(0).getTraceId()))
                .hasSize(3);
    }

    @Test
    void aCallThatFailsHasItsException() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(OkHttpInstrumentationTest::callNobody);

        assertThat(seen.trees("error.type"))
                .containsExactly("CLIENT GET [ERROR, error.type=java.net.ConnectException]");
        assertThat(seen.spans().get(0).getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
    }

    private static void callNobody(OpenTelemetry otel) {
        Call.Factory calls = OkHttpTelemetry.create(otel).createCallFactory(new OkHttpClient());
        Request nobody = new Request.Builder().url("http://127.0.0.1:1/").build();
        try (Response unexpected = calls.newCall(nobody).execute()) {
            throw new AssertionError(unexpected);
        } catch (IOException expected) {
            assertThat(expected).isInstanceOf(java.net.ConnectException.class);
        }
    }

    private void enqueue(Call.Factory calls, String path) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        calls.newCall(request(path)).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failure) {
                code.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                code.complete(response.code());
            }
        });
        assertThat(code.join()).isEqualTo(204);
    }

    private Request request(String path) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + server.getAddress().getPort() + path)
                .build();
    }
}
