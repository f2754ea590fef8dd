package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Traces the requests of the JDK's {@code HttpServer}: one SERVER span a request, current while the handler runs.
 *
 * <p>Threads: any.
 */
public final class HttpServerTracing {
    private HttpServerTracing() {}

    /**
     * A filter to add to {@link HttpContext#getFilters}, before all others. One filter serves any number of contexts; the
     * context's path is the span's route.
     *
     * <p>The span ends when the handler has returned and the exchange is answered or closed, whichever comes last, so a handler
     * may answer later from another thread; it ends at once when the handler throws. A request that is never answered gives no
     * span. Over HTTPS the span ends when the handler returns, answered or not.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static Filter filter(OpenTelemetry openTelemetry) {
        if (openTelemetry == null) {
            throw new IllegalArgumentException("openTelemetry must not be null: openTelemetry=null");
        }
        return new TracingFilter(openTelemetry);
    }

    /**
     * Gives the server span of the current context a finer route than its path, as in {@code /orders/{id}}: few values, no
     * identifiers. Call it while the handler runs, or where its context was carried to. Without a server span, or with a null
     * argument, nothing happens.
     */
    public static void route(@Nullable HttpExchange exchange, @Nullable String route) {
        if (exchange != null && route != null) {
            HttpServerSpans.route(Context.current(), exchange.getRequestMethod(), route);
        }
    }
}
