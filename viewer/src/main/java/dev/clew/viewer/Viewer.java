package dev.clew.viewer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives spans over OTLP/HTTP on the loopback address, keeps the newest traces in memory and prints each as a tree. It has
 * pages too, as plain text: {@code /} and {@code /traces/{id}}.
 *
 * <p>Threads: any. When full: the oldest traces go, and their spans are counted.
 */
public final class Viewer implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Viewer.class.getName());

    /** Decoding takes memory: no more requests at once than these. */
    private static final int HANDLERS = 4;

    private static final long WORK_EVERY_MILLIS = 50;
    private static final long CLOSE_SECONDS = 5;

    private final HttpServer server;
    private final TraceStore store;
    private final QuietTraces quietTraces;
    private final ExecutorService handlers = Executors.newFixedThreadPool(HANDLERS, daemons("clew-viewer-http-"));
    private final ScheduledExecutorService printing =
            Executors.newSingleThreadScheduledExecutor(daemons("clew-viewer-print-"));
    private final AtomicBoolean closed = new AtomicBoolean();

    Viewer(ViewerBuilder builder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 0);
        store = new TraceStore(builder.maxSpans);
        quietTraces = new QuietTraces(
                store, builder.printer, builder.output, TimeUnit.MILLISECONDS.toNanos(builder.quietMillis));
        server.createContext(
                OtlpHandler.PATH, new OtlpHandler(builder.maxBodyBytes, spans -> store.add(spans, System.nanoTime())));
        server.createContext("/", new PagesHandler(store));
        server.setExecutor(handlers);
        server.start();
        var unused = printing.scheduleWithFixedDelay(
                this::print, WORK_EVERY_MILLIS, WORK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A builder for a viewer. */
    public static ViewerBuilder builder() {
        return new ViewerBuilder();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Spans taken since the start. */
    public long receivedSpans() {
        return store.totals().received();
    }

    /** Spans taken since the start that have made room for newer ones. */
    public long evictedSpans() {
        return store.totals().evicted();
    }

    /** Stops listening and prints what has not been printed. Waits for that, 10 seconds at most. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.stop(0);
        handlers.shutdown();
        try {
            if (!handlers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                handlers.shutdownNow();
            }
            printing.execute(() -> quietTraces.finish(System.nanoTime()));
            printing.shutdown();
            if (!printing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                printing.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        try {
            quietTraces.doWork(System.nanoTime());
        } catch (RuntimeException broken) {
            // Thrown out of here, it would end the printing for good.
            LOGGER.log(Level.WARNING, "a trace could not be printed", broken);
        }
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
