package dev.clew.instrumentation.jdkhttpclient;

import io.opentelemetry.context.Scope;
import java.net.http.HttpResponse;

/** A body handler that notes the headers it is asked about, and follows the body. Threads: the client's. */
record TracedBody<T>(HttpResponse.BodyHandler<T> handler, Exchange exchange) implements HttpResponse.BodyHandler<T> {
    @Override
    public HttpResponse.BodySubscriber<T> apply(HttpResponse.ResponseInfo info) {
        exchange.headers(info);
        try (Scope scope = exchange.call().context().makeCurrent()) {
            return new TracedSubscriber<>(handler.apply(info), exchange);
        }
    }
}
