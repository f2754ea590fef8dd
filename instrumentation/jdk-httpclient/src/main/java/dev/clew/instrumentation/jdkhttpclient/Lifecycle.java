package dev.clew.instrumentation.jdkhttpclient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The methods of {@link HttpClient} that came with JDK 21: Clew is compiled for 17, and found by name they run on both. */
final class Lifecycle {
    static final Lifecycle SHUTDOWN = new Lifecycle("shutdown");
    static final Lifecycle SHUTDOWN_NOW = new Lifecycle("shutdownNow");
    static final Lifecycle CLOSE = new Lifecycle("close");
    static final Lifecycle IS_TERMINATED = new Lifecycle("isTerminated");
    static final Lifecycle AWAIT_TERMINATION = new Lifecycle("awaitTermination", Duration.class);

    private final @Nullable Method method;

    private Lifecycle(String name, Class<?>... parameters) {
        Method found = null;
        try {
            found = HttpClient.class.getMethod(name, parameters);
        } catch (NoSuchMethodException before21) {
            // Nothing to call.
        }
        this.method = found;
    }

    /** What the method returns; null on a JDK without it. */
    @Nullable
    Object call(HttpClient client) {
        try {
            return callInterruptibly(client);
        } catch (InterruptedException e) {
            throw new IllegalStateException(method + " does not wait", e);
        }
    }

    /** As {@link #call}, for the one that waits. */
    @Nullable
    Object callInterruptibly(HttpClient client, Object... arguments) throws InterruptedException {
        if (method == null) {
            return null;
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
