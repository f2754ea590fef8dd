package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import dev.clew.instrumentation.http.HttpServerOptions;
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

    /** As {@link #filter(OpenTelemetry, HttpServerOptions)}, with the defaults. */
    public static Filter filter(OpenTelemetry openTelemetry) {
        return filter(openTelemetry, HttpServerOptions.defaults());
    }

    /**
     * A filter to add to {@link HttpContext#getFilters}, before all others. One filter serves any number of contexts; the
     * context's path is the span's route.
     *
     * <p>The span ends when the handler has returned and the response is complete, whichever comes last, so a handler may answer
     * later from another thread; it ends at once when the handler throws. A response is complete when it has no body, when all the
     * bytes that its headers announce are written, or when its body or the exchange is closed. A request that is never answered
     * gives no span.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static Filter filter(OpenTelemetry openTelemetry, HttpServerOptions options) {
        if (openTelemetry == null) {
            throw new IllegalArgumentException("openTelemetry must not be null: openTelemetry=null");
        }
        if (options == null) {
            throw new IllegalArgumentException("options must not be null: options=null");
        }
        return new TracingFilter(openTelemetry, options);
    }

    /**
     * Gives the server span of the current context a finer route than its path, as in {@code /orders/{id}}: few values, no
     * identifiers. Call it while the handler runs, or where its context was carried to. Without a server span, or with a null
     * argument, nothing happens.
     */
    public static void route(@Nullable HttpExchange exchange, @Nullable String route) {
        if (exchange != null && route != null) {
            HttpServerSpans.route(Context.current(), route);
        }
    }
}
