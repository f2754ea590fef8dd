package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientOptions;
import io.opentelemetry.api.OpenTelemetry;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Traces the requests of the JDK's {@link HttpClient}: one CLIENT span a request, redirects included, to the end of the response's
 * body.
 *
 * <p>Threads: any.
 */
public final class HttpClientTracing {
    private HttpClientTracing() {}

    /** A client that traces with the defaults; see {@link #traced(HttpClient, OpenTelemetry, HttpClientOptions)}. */
    public static HttpClient traced(HttpClient client, OpenTelemetry openTelemetry) {
        return traced(client, openTelemetry, HttpClientOptions.defaults());
    }

    /**
     * A client that sends through {@code client} and traces what it sends. The parent is the current context; it is current again in
     * the callbacks of a future from {@code sendAsync} that run when the response arrives. The span is current in body handlers and
     * subscribers.
     *
     * <p>The span ends when the response is there and its body was read to the end, closed, or failed, whichever comes last: with
     * {@code BodyHandlers.ofInputStream()}, when the stream is. A large stream that is neither read to its end nor closed has no
     * end, and its span none: the JDK waits for its reader and holds on to it, so nobody can tell. Of a WebSocket, the handshake is
     * traced.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static HttpClient traced(HttpClient client, OpenTelemetry openTelemetry, HttpClientOptions options) {
        return new TracedHttpClient(
                notNull("client", client),
                new Exchanges(notNull("openTelemetry", openTelemetry), notNull("options", options)));
    }

    private static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return value;
    }
}
