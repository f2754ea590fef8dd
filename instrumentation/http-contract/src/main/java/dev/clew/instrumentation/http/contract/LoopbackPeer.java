package dev.clew.instrumentation.http.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server for client suites: {@code /status/<code>} answers with the code, {@code /redirect/<path>} points to the path, {@code
 * /headers} answers with some, {@code /body/<bytes>} with so many, {@code /broken} with fewer than it promised. {@code /slow} sends
 * one byte at once and one after {@link #release}, and {@code /never} does not answer before {@link #close}. It keeps the {@code traceparent} of each request by its URI.
 */
final class LoopbackPeer implements AutoCloseable {
    private final Map<String, String> traceparents = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    LoopbackPeer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    /** The header of the last request for a path and query, or an empty string when it came without. */
    String traceparent(String pathAndQuery) {
        return traceparents.getOrDefault(pathAndQuery, "no request for " + pathAndQuery);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String traceparent = exchange.getRequestHeaders().getFirst("traceparent");
        traceparents.put(exchange.getRequestURI().toString(), traceparent == null ? "" : traceparent);
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/body/")) {
            send(exchange, new byte[Integer.parseInt(path.substring("/body/".length()))]);
        } else if (path.equals("/broken")) {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[5]);
            exchange.getResponseBody().flush();
        } else if (path.equals("/slow")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            await(released);
            exchange.getResponseBody().write('b');
        } else {
            exchange.sendResponseHeaders(status(exchange, path), -1);
        }
        exchange.close();
    }

    private int status(HttpExchange exchange, String path) {
        if (path.equals("/never")) {
            await(closed);
        } else if (path.startsWith("/status/")) {
            return Integer.parseInt(path.substring("/status/".length()));
        } else if (path.startsWith("/redirect/")) {
            exchange.getResponseHeaders().set("Location", path.substring("/redirect".length()));
            return 302;
        } else if (path.equals("/headers")) {
            exchange.getResponseHeaders().put("X-Many", List.of("one", "two"));
            exchange.getResponseHeaders().set("Set-Cookie", "session=secret");
        }
        return 200;
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Lets {@code /slow} send the rest. */
    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
