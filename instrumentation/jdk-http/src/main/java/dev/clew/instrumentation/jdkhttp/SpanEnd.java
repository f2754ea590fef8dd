package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the span of an exchange once: when the handler has returned and the exchange is answered, in either order, or when
 * the handler threw. Threads: any.
 */
final class SpanEnd {
    private static final int RETURNED = 1;
    private static final int ANSWERED = 2;
    private static final int ENDED = RETURNED | ANSWERED;

    private final HttpServerSpans<HttpExchange, HttpExchange> spans;
    private final Context context;
    private final HttpExchange exchange;
    private final AtomicInteger state = new AtomicInteger();

    SpanEnd(HttpServerSpans<HttpExchange, HttpExchange> spans, Context context, HttpExchange exchange) {
        this.spans = spans;
        this.context = context;
        this.exchange = exchange;
    }

    void returned() {
        reach(RETURNED, null);
    }

    void answered() {
        reach(ANSWERED, null);
    }

    void threw(Throwable error) {
        reach(ENDED, error);
    }

    private void reach(int reached, @Nullable Throwable error) {
        int before = state.getAndAccumulate(reached, (a, b) -> a | b);
        if (before != ENDED && (before | reached) == ENDED) {
            spans.end(context, exchange, error);
        }
    }
}
