package dev.clew.instrumentation.jdkhttpclient;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes a body on and says when it ends: complete, failed, or canceled by the one it goes to, as a stream does that is closed.
 *
 * <p>Threads: the client's, one at a time; the application's cancels.
 */
final class TracedSubscriber<T> implements HttpResponse.BodySubscriber<T> {
    private final HttpResponse.BodySubscriber<T> subscriber;
    private final Exchange exchange;
    private final Context context;
    private final AtomicLong bytes = new AtomicLong();

    TracedSubscriber(HttpResponse.BodySubscriber<T> subscriber, Exchange exchange) {
        this.subscriber = subscriber;
        this.exchange = exchange;
        this.context = exchange.call().context();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        try (Scope scope = context.makeCurrent()) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    exchange.bodyEnded(bytes.get(), null);
                }
            });
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long more = 0;
        for (ByteBuffer buffer : buffers) {
            more += buffer.remaining();
        }
        bytes.addAndGet(more);
        try (Scope scope = context.makeCurrent()) {
            subscriber.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable error) {
        try (Scope scope = context.makeCurrent()) {
            subscriber.onError(error);
        } finally {
            exchange.bodyEnded(bytes.get(), error);
        }
    }

    @Override
    public void onComplete() {
        try (Scope scope = context.makeCurrent()) {
            subscriber.onComplete();
        } finally {
            exchange.bodyEnded(bytes.get(), null);
        }
    }

    @Override
    public CompletionStage<T> getBody() {
        try (Scope scope = context.makeCurrent()) {
            return subscriber.getBody();
        }
    }
}
