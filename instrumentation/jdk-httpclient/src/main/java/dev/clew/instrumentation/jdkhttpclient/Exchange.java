package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientCall;
import io.opentelemetry.context.Context;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request under way. Its span ends when the application has the response and the body has ended, in either order, or when the
 * request fails. Threads: any.
 */
final class Exchange {
    private static final int RESPONDED = 1;
    private static final int BODY_ENDED = 2;
    private static final int BOTH = RESPONDED | BODY_ENDED;

    private final HttpClientCall<Incoming> call;
    private final Context caller;
    private final HttpRequest request;
    private final AtomicInteger state = new AtomicInteger();
    private final AtomicBoolean bodyOver = new AtomicBoolean();
    private volatile @Nullable Throwable bodyFailure;

    Exchange(HttpClientCall<Incoming> call, Context caller, HttpRequest request) {
        this.call = call;
        this.caller = caller;
        this.request = request;
    }

    HttpClientCall<Incoming> call() {
        return call;
    }

    /** What was current where the request was sent. */
    Context caller() {
        return caller;
    }

    /** The request with the context in its headers. */
    HttpRequest request() {
        return request;
    }

    void headers(HttpResponse.ResponseInfo info) {
        call.responded(Incoming.of(info));
    }

    /** The first end counts: a body that was closed does not fail afterwards. */
    void bodyEnded(long bytes, @Nullable Throwable failure) {
        if (bodyOver.compareAndSet(false, true)) {
            call.responseBodySize(bytes);
            bodyFailure = failure;
            reach(BODY_ENDED);
        }
    }

    void responded(HttpResponse<?> response) {
        int before = 0;
        for (Optional<? extends HttpResponse<?>> prior = response.previousResponse();
                prior.isPresent();
                prior = prior.get().previousResponse()) {
            before++;
        }
        call.resent(before);
        reach(RESPONDED);
    }

    void failed(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        call.end(cause == null ? error : cause);
    }

    private void reach(int reached) {
        if ((state.accumulateAndGet(reached, (a, b) -> a | b) & BOTH) == BOTH) {
            call.end(bodyFailure);
        }
    }
}
