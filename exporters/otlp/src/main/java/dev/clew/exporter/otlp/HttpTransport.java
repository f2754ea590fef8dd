package dev.clew.exporter.otlp;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections and the threads of one sender: a request has a thread of its own while it is under way, and a connection that
 * the next one uses again.
 *
 * <p>Threads: any. {@link #exchange} blocks until there is an answer; {@link #disconnect} and {@link #close} end it at once.
 */
final class HttpTransport implements AutoCloseable {
    private static final long THREAD_KEPT_SECONDS = 60;
    private static final long MAX_IDLE_NANOS =
            TimeUnit.SECONDS.toNanos(60); // beyond, some middlebox may have forgotten it

    private final RequestTemplate template;
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // whoever sends batches bounds how many are under way
            THREAD_KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("clew-otlp"));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, daemons("clew-otlp-deadline"));
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>(); // the last one used comes first
    private volatile boolean closed;

    HttpTransport(RequestTemplate template) {
        this.template = template;
        deadlines.setRemoveOnCancelPolicy(true); // else an answered request is held until its deadline has passed
    }

    /** A thread for each request under way; it may be busy compressing, or waiting for a name server or an answer. */
    Executor workers() {
        return workers;
    }

    /** One thread beside the workers, so that nothing they wait for can delay a timeout. */
    ScheduledExecutorService deadlines() {
        return deadlines;
    }

    /**
     * Sends a body and waits for the answer. A connection that turns out to have been closed while it was idle is replaced once.
     *
     * @param taken told of the connection before it is used, to close it ends the exchange; and of null before another may use it
     * @param begun run when the status of the answer is known
     */
    Answer exchange(List<ByteBuffer> body, Consumer<@Nullable Connection> taken, Runnable begun) throws IOException {
        Connection kept = kept();
        if (kept != null) {
            try {
                return over(kept, body, taken, begun);
            } catch (IOException failure) {
                if (!kept.wasStale()) {
                    throw failure;
                }
            }
        }
        Connection fresh = new Connection(template.route());
        open.add(fresh);
        return over(fresh, body, taken, begun);
    }

    private @Nullable Connection kept() {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.idleNanos() < MAX_IDLE_NANOS && kept.isFit()) {
                return kept;
            }
            discard(kept);
        }
        return null;
    }

    private Answer over(
            Connection connection, List<ByteBuffer> body, Consumer<@Nullable Connection> taken, Runnable begun)
            throws IOException {
        boolean reusable = false;
        try {
            taken.accept(connection);
            if (closed) {
                throw new SocketException("closed");
            }
            connection.open();
            Answer answer = connection.exchange(template.head(body, connection.isProxied()), body, begun);
            reusable = connection.isReusable();
            return answer;
        } finally {
            taken.accept(null);
            if (reusable) {
                idle.push(connection);
                discardOld();
            }
            if (!reusable || closed) { // close() may have looked before it was back
                discard(connection);
            }
        }
    }

    /** After many requests at once only the last connections are used again; the others would stay for ever. */
    private void discardOld() {
        for (Connection oldest = idle.peekLast();
                oldest != null && oldest.idleNanos() > MAX_IDLE_NANOS;
                oldest = idle.peekLast()) {
            idle.remove(oldest);
            discard(oldest);
        }
    }

    private void discard(Connection connection) {
        connection.close();
        open.remove(connection);
    }

    /** Closes the connections. They are made again when they are next needed. */
    void disconnect() {
        idle.clear();
        open.forEach(this::discard);
    }

    @Override
    public void close() {
        closed = true;
        workers.shutdownNow();
        deadlines.shutdownNow();
        disconnect();
    }

    // The threads may outlive the application that started them: they hold no class loader of it.
    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }
}
