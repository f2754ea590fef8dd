package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientCall;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces the handshake of a WebSocket, and ends the span with it: what follows may last for days, and is not a request. Threads:
 * one builds.
 */
final class TracedWebSocketBuilder implements WebSocket.Builder {
    private static final Incoming UPGRADED =
            new Incoming(101, HttpHeaders.of(Map.of(), (name, value) -> true), HttpClient.Version.HTTP_1_1);

    private final HttpClient client;
    private final Exchanges exchanges;
    private final WebSocket.Builder builder;
    private final List<Consumer<WebSocket.Builder>> settings = new ArrayList<>();
    // As HTTP has it, one header whatever its case: the JDK's HttpHeaders refuse two.
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    TracedWebSocketBuilder(HttpClient client, Exchanges exchanges) {
        this.client = client;
        this.exchanges = exchanges;
        this.builder = client.newWebSocketBuilder();
    }

    @Override
    public WebSocket.Builder header(String name, String value) {
        set(settings -> settings.header(name, value));
        headers.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
        return this;
    }

    @Override
    public WebSocket.Builder connectTimeout(Duration timeout) {
        return set(settings -> settings.connectTimeout(timeout));
    }

    @Override
    public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
        return set(settings -> settings.subprotocols(mostPreferred, lesserPreferred));
    }

    @Override
    public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
        HttpClientCall<Incoming> call = uri == null ? null : exchanges.startHandshake(handshake(uri));
        if (call == null) {
            return builder.buildAsync(uri, listener);
        }
        Context context = call.context();
        // A builder of its own: this one may build again, and headers add up.
        WebSocket.Builder injected = client.newWebSocketBuilder();
        settings.forEach(setting -> setting.accept(injected));
        exchanges.inject(context, injected, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.header(name, value);
            }
        });
        try (Scope scope = context.makeCurrent()) {
            CompletableFuture<WebSocket> built = injected.buildAsync(uri, listener);
            CompletableFuture<?> unused = built.whenComplete((socket, error) -> end(call, error));
            return built;
        } catch (Throwable error) {
            call.end(error);
            throw error;
        }
    }

    private WebSocket.Builder set(Consumer<WebSocket.Builder> setting) {
        setting.accept(builder); // refuses what is not allowed
        settings.add(setting);
        return this;
    }

    private Outgoing handshake(URI uri) {
        return new Outgoing("GET", uri, HttpHeaders.of(headers, (name, value) -> true));
    }

    private static void end(HttpClientCall<Incoming> call, @Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause == null) {
            call.responded(UPGRADED);
        } else if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
            call.responded(Incoming.of(refused.getResponse()));
        }
        call.end(cause);
    }
}
