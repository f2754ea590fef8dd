package dev.clew.instrumentation.http.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server for client suites: {@code /status/<code>} answers with the code, {@code /redirect/<path>} points to the path, and
 * {@code /never} does not answer before {@link #close}. It keeps the {@code traceparent} of each request by its URI.
 */
final class LoopbackPeer implements AutoCloseable {
    private final Map<String, String> traceparents = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
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
        int status = 200;
        if (path.equals("/never")) {
            awaitClosed();
        } else if (path.startsWith("/status/")) {
            status = Integer.parseInt(path.substring("/status/".length()));
        } else if (path.startsWith("/redirect/")) {
            status = 302;
            exchange.getResponseHeaders().set("Location", path.substring("/redirect".length()));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
