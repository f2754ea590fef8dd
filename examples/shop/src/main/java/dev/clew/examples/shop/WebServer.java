package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import dev.clew.instrumentation.jdkhttp.HttpServerTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server of the JDK on loopback, with a server span for every request. */
final class WebServer {
    private static final int WORKERS = 32;
    private static final int CLOSE_SECONDS = 1;

    private final OpenTelemetry openTelemetry;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    WebServer(OpenTelemetry openTelemetry, int port) throws IOException {
        this.openTelemetry = openTelemetry;
        // Headers and body leave in two writes: without this the second one waits 40 ms for the peer's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " is taken: choose another with --port", e);
        }
        server.setExecutor(workers);
    }

    /** Answers requests under the path. The filter makes the server span and continues the caller's trace. */
    void serve(String path, Endpoint endpoint) {
        HttpContext context = server.createContext(path, exchange -> answer(exchange, endpoint));
        context.getFilters().add(HttpServerTracing.filter(openTelemetry));
    }

    private static void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            Answer answer = endpoint.handle(Request.of(exchange));
            byte[] body = (answer.text() + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .add(Traffic.TRACE_ID, Span.current().getSpanContext().getTraceId());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (RuntimeException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("no answer: " + e.getMessage(), e);
        }
    }

    URI start() {
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Finishes the requests it has. */
    void close() {
        server.stop(CLOSE_SECONDS);
        workers.shutdown();
    }
}
