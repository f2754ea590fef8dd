package dev.clew.instrumentation.jdkhttpclient;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.clew.instrumentation.http.HttpClientCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Notes what the server pushes as events of the request that it pushes with: nobody asked for it, so it has no span of its own.
 *
 * @param initiating the request as the application made it
 */
record TracedPush<T>(HttpResponse.PushPromiseHandler<T> handler, HttpRequest initiating, Exchange exchange)
        implements HttpResponse.PushPromiseHandler<T> {
    private static final AttributeKey<String> URL_FULL = stringKey("url.full");

    @Override
    public void applyPushPromise(
            HttpRequest injected,
            HttpRequest promised,
            Function<HttpResponse.BodyHandler<T>, CompletableFuture<HttpResponse<T>>> acceptor) {
        HttpClientCall<Incoming> call = exchange.call();
        if (call.isRecording()) {
            String url = call.redacted(promised.uri().toString());
            call.event("push.promised", Attributes.of(URL_FULL, url));
        }
        try (Scope scope = call.context().makeCurrent()) {
            handler.applyPushPromise(initiating, promised, acceptor);
        }
    }
}
