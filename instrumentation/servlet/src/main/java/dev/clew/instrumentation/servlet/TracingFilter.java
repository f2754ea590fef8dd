package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.HttpServerOptions;
import dev.clew.instrumentation.http.HttpServerSpans;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Traces the requests of a servlet container: one SERVER span a request, current while it is handled, ended when the response
 * is complete, which is later than the filter's return for an asynchronous one.
 *
 * <p>Register it first of all filters, with {@code asyncSupported} set, for the dispatcher types {@code REQUEST}, {@code ASYNC}
 * and {@code ERROR}. Forwards and includes belong to the request's span, whether the filter sees them or not.
 *
 * <p>Threads: any.
 */
public final class TracingFilter implements Filter {
    /** The request attribute that holds the {@link Context} with the server span in it, for as long as the request lives. */
    public static final String CONTEXT_ATTRIBUTE = "dev.clew.instrumentation.servlet.context";

    private static final String SCOPE = "dev.clew.servlet";

    private final Function<? super HttpServletRequest, ? extends @Nullable String> routes;
    private @Nullable HttpServerSpans<HttpServletRequest, ServletExchange> spans;

    // Written by the thread that makes the filter or calls init, before there are requests.
    private boolean bodySizes;

    /**
     * For a container that makes its filters itself, from a {@code web.xml}: the {@link GlobalOpenTelemetry} of the moment when it
     * calls {@link #init}, with the options that its init parameters name.
     */
    public TracingFilter() {
        this.routes = request -> null;
    }

    /** As {@link #TracingFilter(OpenTelemetry, HttpServerOptions)}, with the defaults. */
    public TracingFilter(OpenTelemetry openTelemetry) {
        this(openTelemetry, HttpServerOptions.defaults());
    }

    /**
     * A filter whose spans have the servlet's mapping as their route, as in {@code /orders/*}.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public TracingFilter(OpenTelemetry openTelemetry, HttpServerOptions options) {
        this(openTelemetry, options, request -> null);
    }

    /**
     * A filter that asks for the route of a request when it has been handled: what a web framework found, which is finer than the
     * servlet's mapping. Null leaves the route as it is.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public TracingFilter(
            OpenTelemetry openTelemetry,
            HttpServerOptions options,
            Function<? super HttpServletRequest, ? extends @Nullable String> routes) {
        this.routes = present(routes, "routes");
        trace(present(openTelemetry, "openTelemetry"), present(options, "options"));
    }

    /**
     * Names the server span of the request after a route that the handler knows, as in {@code /orders/{id}}: few values, no
     * identifiers. Without a server span, or with a null argument, nothing happens.
     */
    public static void route(@Nullable ServletRequest request, @Nullable String route) {
        if (request != null && route != null && request.getAttribute(CONTEXT_ATTRIBUTE) instanceof Context context) {
            HttpServerSpans.route(context, route);
        }
    }

    /**
     * Reads the init parameters {@code captureRequestHeaders} and {@code captureResponseHeaders} (names with commas between them),
     * {@code bodySizes} and {@code serverTiming} ({@code true}), for a filter that was made without arguments. Others keep what
     * they were made with.
     */
    @Override
    public void init(FilterConfig config) {
        if (spans == null) {
            trace(GlobalOpenTelemetry.get(), InitParameters.options(config));
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (spans == null
                || !(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        ServletExchange exchange = ServletExchange.of(request);
        if (exchange == null) {
            // Who sees a request first as an error page or a forward has not seen how it began, and would not see how
            // it ends.
            exchange = request.getDispatcherType() == DispatcherType.REQUEST
                    ? start(spans, httpRequest, httpResponse)
                    : null;
        } else if (isWithinAnother(request.getDispatcherType())) {
            exchange = null; // the span is current already, or a child of it is
        }
        if (exchange == null) {
            chain.doFilter(request, response);
        } else {
            dispatch(exchange, httpRequest, httpResponse, chain);
        }
    }

    private static boolean isWithinAnother(DispatcherType type) {
        return type != DispatcherType.ASYNC && type != DispatcherType.ERROR;
    }

    private @Nullable ServletExchange start(
            HttpServerSpans<HttpServletRequest, ServletExchange> started,
            HttpServletRequest request,
            HttpServletResponse response) {
        Context context = started.start(Context.current(), request);
        if (context == null) {
            return null;
        }
        ServletExchange exchange = new ServletExchange(started, context, request, response);
        request.setAttribute(ServletExchange.ATTRIBUTE, exchange);
        request.setAttribute(CONTEXT_ATTRIBUTE, context);
        started.respond(context, exchange);
        return exchange;
    }

    private void dispatch(
            ServletExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Throwable thrown = null;
        try (Scope scope = exchange.context().makeCurrent()) {
            chain.doFilter(
                    TracedRequest.of(exchange, request), bodySizes ? CountedResponse.of(exchange, response) : response);
        } catch (Throwable error) {
            thrown = error;
            throw error;
        } finally {
            if (request.getDispatcherType() != DispatcherType.ERROR) {
                exchange.findRoute(() -> routes.apply(request));
            }
            exchange.dispatched(request, thrown);
        }
    }

    private void trace(OpenTelemetry openTelemetry, HttpServerOptions options) {
        spans = new HttpServerSpans<>(openTelemetry, SCOPE, new HttpServletAdapter(), options);
        bodySizes = options.bodySizes();
    }

    private static <T> T present(@Nullable T argument, String name) {
        if (argument == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return argument;
    }
}
