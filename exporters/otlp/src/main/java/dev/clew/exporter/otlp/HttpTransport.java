package dev.clew.exporter.otlp;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client and the threads of one sender. The client is made on the worker when it is first needed: that takes 100 ms
 * and more, which neither the start of an application nor the drain has to spare.
 *
 * <p>Threads: {@link #client} on the worker only, the rest by any.
 */
final class HttpTransport implements AutoCloseable {
    // The client starts its selector in the group of the thread that makes it, so all threads of a sender are in this
    // one.
    private final ThreadGroup group = new ThreadGroup("clew-otlp");
    private final ExecutorService worker = Executors.newSingleThreadExecutor(daemons("clew-otlp"));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, daemons("clew-otlp-deadline"));
    private volatile @Nullable HttpClient client;
    private volatile boolean closed;

    HttpTransport() {
        deadlines.setRemoveOnCancelPolicy(true); // else an answered request is held until its deadline has passed
    }

    /** One thread, on which also the client does its work. It may be busy compressing, or waiting for a name server. */
    Executor worker() {
        return worker;
    }

    /** One thread beside the worker, so that nothing the worker waits for can delay a timeout. */
    ScheduledExecutorService deadlines() {
        return deadlines;
    }

    HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(worker)
                    .build();
            client = made;
            if (closed) {
                stop(made); // close() may have looked before there was a client
            }
        }
        return made;
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        deadlines.shutdownNow();
        HttpClient made = client;
        if (made != null) {
            stop(made);
        }
    }

    /** Ends the client's selector thread, which would otherwise live until the client is garbage-collected. */
    private void stop(HttpClient made) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(made);
        } catch (ReflectiveOperationException before21) {
            group.interrupt(); // the selector of those JDKs ends when interrupted, and closes its connections
        }
    }

    private ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(group, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null); // an application that is undeployed must not be held by this thread
            return thread;
        };
    }
}
