package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.jdkhttp.HttpServerTracing;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.SpanLedger;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One service of the shop: the HTTP server of the JDK on loopback, a server span for every request, and the SDK behind it. */
final class Service implements AutoCloseable {
    private static final int WORKERS = 32;
    private static final int CLOSE_SECONDS = 1;

    private final String name;
    private final ClewSdk sdk;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    Service(String name, ClewSdk sdk, int port) throws IOException {
        this.name = name;
        this.sdk = sdk;
        // Headers and body leave in two writes: without this the second one waits 40 ms for the peer's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " is taken: choose another with --port", e);
        }
        server.setExecutor(workers);
    }

    /** What the service makes its spans with. Code that needs it takes the interface: it works with any SDK. */
    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /** Answers requests under the path. The filter makes the server span and continues the caller's trace. */
    void serve(String path, Endpoint endpoint) {
        HttpContext context = server.createContext(path, exchange -> answer(exchange, endpoint));
        context.getFilters().add(HttpServerTracing.filter(sdk));
    }

    private static void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            Endpoint.Answer answer = endpoint.handle(Endpoint.Request.of(exchange));
            byte[] body = (answer.text() + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .add(Traffic.TRACE_ID, Span.current().getSpanContext().getTraceId());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI start() {
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Starts, says where it listens, and closes when the process is told to stop. */
    void runUntilStopped() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        System.out.println(name + " listens on " + start());
    }

    /** Finishes the requests it has, sends every span it made, and says what became of them. */
    @Override
    public void close() {
        server.stop(CLOSE_SECONDS);
        workers.shutdown();
        sdk.close();
        SpanLedger spans = sdk.ledger();
        System.out.printf(
                "%s ends: recorded=%d delivered=%d lost=%d held=%d%n",
                name, spans.recorded(), spans.delivered(), spans.lost(), spans.held());
    }
}
