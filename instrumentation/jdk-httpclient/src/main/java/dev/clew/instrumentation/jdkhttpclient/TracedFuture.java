package dev.clew.instrumentation.jdkhttpclient;

import io.opentelemetry.context.Scope;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the application gets of a request that was sent asynchronously. As the JDK's, it and what is derived from it cancel the
 * request when they are canceled.
 */
final class TracedFuture<T> extends CompletableFuture<T> {
    private final CompletableFuture<?> sent;
    private final Exchange exchange;

    private TracedFuture(CompletableFuture<?> sent, Exchange exchange) {
        this.sent = sent;
        this.exchange = exchange;
    }

    /** Completes as {@code sent} does, with the caller's context current in what depends on it. */
    static <T> CompletableFuture<HttpResponse<T>> of(CompletableFuture<HttpResponse<T>> sent, Exchange exchange) {
        TracedFuture<HttpResponse<T>> future = new TracedFuture<>(sent, exchange);
        CompletableFuture<?> unused = sent.whenComplete((response, error) -> future.arrive(response, error));
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new TracedFuture<>(sent, exchange);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean canceled = false;
        if (!isDone() && !sent.isDone()) {
            exchange.call().canceled();
            canceled = sent.cancel(mayInterruptIfRunning);
        }
        return super.cancel(mayInterruptIfRunning) || canceled;
    }

    @SuppressWarnings("unchecked") // of() gives it a response of its own type
    private void arrive(@Nullable HttpResponse<?> response, @Nullable Throwable error) {
        if (error != null) {
            exchange.failed(error);
        } else if (response != null) {
            exchange.responded(response);
        }
        try (Scope scope = exchange.caller().makeCurrent()) {
            if (error != null) {
                completeExceptionally(error);
            } else {
                complete((T) response);
            }
        }
    }
}
