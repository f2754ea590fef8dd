package dev.clew.instrumentation.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.ContextKey;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request under way: its span, and what the metric of its duration says of it. It stands in the context beside the current
 * span, which the handler's own spans replace: a route found late belongs to the server's.
 *
 * <p>Threads: any, once {@link #started}; whoever gets true from {@link #end} ends the span.
 */
final class HttpServerRequest {
    static final ContextKey<HttpServerRequest> KEY = ContextKey.named("clew-http-server-request");

    private final Line line;
    private final long startNanos;
    private final AtomicBoolean ended = new AtomicBoolean();

    // Written by the thread that starts the request, before anybody else sees it.
    private String scheme;
    private Span span = Span.getInvalid();
    private @Nullable Failures failures;

    // Written by whoever finds the route.
    private volatile @Nullable String route;

    /** A request of which everything but the headers is known. */
    HttpServerRequest(Line line, @Nullable String route, long startNanos) {
        this.line = line;
        this.route = route;
        this.scheme = line.scheme();
        this.startNanos = startNanos;
    }

    /** What the connection and its first line say. */
    record Line(
            Set<String> knownMethods,
            String method,
            String scheme,
            @Nullable String protocolVersion) {}

    Line line() {
        return line;
    }

    String knownMethod() {
        return line.knownMethods().contains(line.method()) ? line.method() : HttpMethod.OTHER;
    }

    long startNanos() {
        return startNanos;
    }

    String scheme() {
        return scheme;
    }

    Span span() {
        return span;
    }

    @Nullable
    String route() {
        return route;
    }

    /** Corrects what the connection says with what a proxy does. */
    void forwardedScheme(String forwarded) {
        scheme = forwarded;
    }

    /** Sets the span that the request has from now on, and who hears of it when that fails. */
    void started(Span started, Failures heard) {
        span = started;
        failures = heard;
    }

    /** Names the span after a route found later. A span that fails costs the handler nothing. */
    void route(String found) {
        route = found;
        try {
            span.updateName(HttpMethod.spanName(line.knownMethods(), line.method(), found));
            span.setAttribute(HttpAttributes.HTTP_ROUTE, found);
        } catch (RuntimeException | LinkageError failure) {
            if (failures != null) {
                failures.add("route", failure);
            }
        }
    }

    /** True the first time. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }
}
