package dev.clew.exporter.otlp;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client and the threads of one sender. The client is made on the worker when it is first needed: that takes 100 ms
 * and more, which neither the start of an application nor the drain has to spare.
 *
 * <p>Threads: {@link #client} on the worker only, the rest by any.
 */
final class HttpTransport implements AutoCloseable {
    private static final long MAX_DISCONNECT_MILLIS = 1_000;
    private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofDays(1); // the client adds it to the time of day

    // The client starts its selector in the group of the thread that makes it: so this has all threads of the sender.
    private final ThreadGroup group = new ThreadGroup("clew-otlp");
    private final ExecutorService worker = Executors.newSingleThreadExecutor(daemons(group, "clew-otlp"));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, daemons(group, "clew-otlp-deadline"));
    private final boolean secure;
    private final Duration connectTimeout;
    private final @Nullable SSLContext sslContext;
    private volatile @Nullable HttpClient client;
    private volatile boolean closed;

    /**
     * A transport for one scheme.
     *
     * @param secure whether it is to speak TLS
     * @param connectTimeout in which a connection comes about; zero is no limit of ours
     * @param sslContext null for the process's
     */
    HttpTransport(boolean secure, Duration connectTimeout, @Nullable SSLContext sslContext) {
        this.secure = secure;
        this.connectTimeout = connectTimeout.compareTo(MAX_CONNECT_TIMEOUT) > 0 ? MAX_CONNECT_TIMEOUT : connectTimeout;
        this.sslContext = sslContext;
        deadlines.setRemoveOnCancelPolicy(true); // else an answered request is held until its deadline has passed
    }

    boolean hasOwnTls() {
        return sslContext != null;
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
            made = newClient();
            client = made;
            if (closed) {
                stop(made); // close() may have looked before there was a client
            }
        }
        return made;
    }

    private HttpClient newClient() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(worker);
        if (!connectTimeout.isZero()) {
            builder.connectTimeout(connectTimeout); // a cancelled request leaves its socket connecting; this ends it
        }
        if (!secure) {
            builder.sslContext(NoTls.context()).sslParameters(new SSLParameters());
        } else if (sslContext != null) {
            builder.sslContext(sslContext);
        }
        return builder.build();
    }

    /** Closes the connections, and waits up to a second until they are. The client is made again when it is next needed. */
    void disconnect() {
        HttpClient made = client;
        client = null;
        if (made != null) {
            stop(made);
            awaitSelectors();
        }
    }

    private void awaitSelectors() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int count = group.enumerate(threads);
        try {
            for (Thread thread : Arrays.copyOf(threads, count)) {
                if (thread.getName().endsWith("SelectorManager")) {
                    thread.join(MAX_DISCONNECT_MILLIS);
                }
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        deadlines.shutdownNow();
        HttpClient made = client;
        client = null;
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

    // Static: from JDK 21 on a cleaner holds the client's executor, and through a factory that knew the
    // transport the client itself, which then is never collected, nor the class loader of this class.
    private static ThreadFactory daemons(ThreadGroup group, String name) {
        return task -> {
            Thread thread = new Thread(group, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null); // an application that is undeployed must not be held by this thread
            return thread;
        };
    }
}
