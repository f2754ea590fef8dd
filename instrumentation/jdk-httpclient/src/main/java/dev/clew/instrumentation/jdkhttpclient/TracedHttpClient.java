package dev.clew.instrumentation.jdkhttpclient;

import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Sends through another client, which keeps connections, threads and settings. Threads: any. */
final class TracedHttpClient extends HttpClient {
    private final HttpClient client;
    private final Exchanges exchanges;

    TracedHttpClient(HttpClient client, Exchanges exchanges) {
        this.client = client;
        this.exchanges = exchanges;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Exchange exchange = exchanges.start(request);
        if (exchange == null) {
            return client.send(request, handler);
        }
        HttpResponse<T> response;
        try (Scope scope = exchange.call().context().makeCurrent()) {
            response = client.send(exchange.request(), traced(handler, exchange));
        } catch (Throwable error) {
            exchange.failed(error);
            throw error;
        }
        exchange.responded(response);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return sendAsync(request, handler, null);
    }

    @Override
    @SuppressWarnings("NullAway") // the JDK takes null for no push promise handler
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        Exchange exchange = exchanges.start(request);
        if (exchange == null) {
            return client.sendAsync(request, handler, pushes);
        }
        PushPromiseHandler<T> tracedPushes = pushes == null ? null : new TracedPush<>(pushes, request, exchange);
        try (Scope scope = exchange.call().context().makeCurrent()) {
            return TracedFuture.of(
                    client.sendAsync(exchange.request(), traced(handler, exchange), tracedPushes), exchange);
        } catch (Throwable error) {
            exchange.failed(error);
            throw error;
        }
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return new TracedWebSocketBuilder(client, exchanges);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    // What a client has since JDK 21, where these override. On 17 nobody calls them.

    public void shutdown() {
        Lifecycle.SHUTDOWN.call(client);
    }

    public void shutdownNow() {
        Lifecycle.SHUTDOWN_NOW.call(client);
    }

    public void close() {
        Lifecycle.CLOSE.call(client);
    }

    public boolean isTerminated() {
        return Boolean.TRUE.equals(Lifecycle.IS_TERMINATED.call(client));
    }

    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return Boolean.TRUE.equals(Lifecycle.AWAIT_TERMINATION.callInterruptibly(client, duration));
    }

    @Override
    public String toString() {
        return "traced " + client;
    }

    @SuppressWarnings("NullAway") // for the JDK's client to refuse
    private static <T> BodyHandler<T> traced(@Nullable BodyHandler<T> handler, Exchange exchange) {
        return handler == null ? null : new TracedBody<>(handler, exchange);
    }
}
