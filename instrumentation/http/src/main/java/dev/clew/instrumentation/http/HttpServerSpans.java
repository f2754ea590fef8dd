package dev.clew.instrumentation.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the SERVER spans of one HTTP library.
 *
 * <p>A failing tracer, propagator or adapter is logged and the request goes on. Threads: any.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public final class HttpServerSpans<Q, R> {
    private static final int FIRST_ERROR_CODE = 500;

    // Kept beside the current span, which the handler's own spans replace: a route found late belongs to this one.
    private static final ContextKey<Span> SERVER_SPAN = ContextKey.named("clew-http-server-span");

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final HttpServerAdapter<Q, R> adapter;
    private final Failures failures;

    /** Spans of the instrumentation scope {@code scopeName}, whose parents the propagator of {@code openTelemetry} extracts. */
    public HttpServerSpans(OpenTelemetry openTelemetry, String scopeName, HttpServerAdapter<Q, R> adapter) {
        this.tracer = openTelemetry.getTracer(scopeName);
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.adapter = adapter;
        this.failures = new Failures(scopeName);
    }

    /**
     * Names the server span in {@code context} after a route that was found after it started. Nothing happens in a context
     * without one.
     */
    public static void route(Context context, String method, String route) {
        Span span = context.get(SERVER_SPAN);
        if (span != null) {
            span.updateName(HttpMethod.spanName(method, route));
            span.setAttribute(HttpAttributes.HTTP_ROUTE, route);
        }
    }

    /**
     * The context with a started span in it, to make current and to {@link #end}. The span's parent is what the request's
     * headers say, and {@code parent} when they say nothing. Null when the tracer failed.
     */
    public @Nullable Context start(Context parent, Q request) {
        Context extracted = extract(parent, request);
        try {
            Span span = spanBuilder(request).setParent(extracted).startSpan();
            return extracted.with(span).with(SERVER_SPAN, span);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("start", failure);
            return null;
        }
    }

    /**
     * Ends the span of a context that {@link #start} returned.
     *
     * @param error what the handler threw, or null
     */
    public void end(Context context, R response, @Nullable Throwable error) {
        Span span = Span.fromContext(context);
        try {
            if (span.isRecording()) {
                Outcome.set(span, adapter.statusCode(response), FIRST_ERROR_CODE, error);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("end", failure);
        }
    }

    private Context extract(Context parent, Q request) {
        try {
            return propagator.extract(parent, request, adapter);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("extract", failure);
            return parent;
        }
    }

    private SpanBuilder spanBuilder(Q request) {
        String route = adapter.route(request);
        SpanBuilder builder =
                HttpMethod.spanBuilder(tracer, adapter.method(request), route).setSpanKind(SpanKind.SERVER);
        set(builder, HttpAttributes.HTTP_ROUTE, route);
        set(builder, HttpAttributes.URL_PATH, adapter.path(request));
        String query = adapter.query(request);
        set(builder, HttpAttributes.URL_QUERY, query == null ? null : UrlRedaction.query(query));
        set(builder, HttpAttributes.NETWORK_PROTOCOL_VERSION, adapter.protocolVersion(request));
        set(builder, HttpAttributes.USER_AGENT_ORIGINAL, adapter.get(request, "User-Agent"));
        addClient(builder, request);
        addServer(builder, request);
        return builder;
    }

    private void addClient(SpanBuilder builder, Q request) {
        String peer = adapter.peerAddress(request);
        String client = Forwarded.client(adapter, request);
        set(builder, HttpAttributes.CLIENT_ADDRESS, client == null ? peer : client);
        set(builder, HttpAttributes.NETWORK_PEER_ADDRESS, peer);
        setPort(builder, HttpAttributes.NETWORK_PEER_PORT, adapter.peerPort(request));
    }

    private void addServer(SpanBuilder builder, Q request) {
        String forwardedScheme = Forwarded.scheme(adapter, request);
        String scheme = forwardedScheme == null ? adapter.scheme(request) : forwardedScheme;
        builder.setAttribute(HttpAttributes.URL_SCHEME, scheme);
        Authority forwardedHost = Forwarded.host(adapter, request);
        Authority server = forwardedHost == null ? Authority.parse(adapter.get(request, "Host")) : forwardedHost;
        if (server != null) {
            builder.setAttribute(HttpAttributes.SERVER_ADDRESS, server.host());
            int defaultPort = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
            setPort(builder, HttpAttributes.SERVER_PORT, server.port() > 0 ? server.port() : defaultPort);
        }
    }

    private static void set(SpanBuilder builder, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            builder.setAttribute(key, value);
        }
    }

    private static void setPort(SpanBuilder builder, AttributeKey<Long> key, int value) {
        if (value > 0) {
            builder.setAttribute(key, (long) value);
        }
    }
}
