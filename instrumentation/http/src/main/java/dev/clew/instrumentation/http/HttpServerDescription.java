package dev.clew.instrumentation.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** What SERVER spans of one library say of their requests and responses. Threads: any. */
final class HttpServerDescription<Q, R> {
    private final HttpServerAdapter<Q, R> adapter;
    private final HttpServerOptions options;

    HttpServerDescription(HttpServerAdapter<Q, R> adapter, HttpServerOptions options) {
        this.adapter = adapter;
        this.options = options;
    }

    /** A request that starts now. Headers are not read for it, so that it is known whatever they are. */
    HttpServerRequest request(Q request, long startNanos) {
        HttpServerRequest.Line line = new HttpServerRequest.Line(
                options.knownMethods(),
                adapter.method(request),
                adapter.scheme(request),
                adapter.protocolVersion(request));
        return new HttpServerRequest(line, adapter.route(request), startNanos);
    }

    /** A builder with the name and the method of the span. */
    SpanBuilder spanBuilder(Tracer tracer, HttpServerRequest server) {
        return HttpMethod.spanBuilder(
                tracer, options.knownMethods(), server.line().method(), server.route());
    }

    /** What a sampler may ask for: all that is known at the start of every request, headers last. */
    void describe(SpanBuilder builder, HttpServerRequest server, Q request) {
        set(builder, HttpAttributes.HTTP_ROUTE, server.route());
        setText(builder, HttpAttributes.URL_PATH, adapter.path(request));
        String query = adapter.query(request);
        setText(
                builder,
                HttpAttributes.URL_QUERY,
                query == null ? null : options.redaction().inQuery(query));
        builder.setAttribute(HttpAttributes.URL_SCHEME, server.scheme());
        setText(builder, HttpAttributes.NETWORK_PROTOCOL_VERSION, server.line().protocolVersion());
        String peer = adapter.peerAddress(request);
        set(builder, HttpAttributes.NETWORK_PEER_ADDRESS, peer);
        setPort(builder, HttpAttributes.NETWORK_PEER_PORT, adapter.peerPort(request));
        setText(builder, HttpAttributes.USER_AGENT_ORIGINAL, adapter.get(request, "User-Agent"));
        String client = Forwarded.client(adapter, request);
        set(builder, HttpAttributes.CLIENT_ADDRESS, client == null ? peer : client);
        describeServer(builder, server, request);
    }

    /** What was asked for beyond that of a request, for a span that is recorded. */
    void describeRequest(Span span, Q request) {
        options.requestHeaders().set(span, request, adapter::requestHeader);
    }

    /** What was asked for beyond the status of a response, for a span that is recorded. */
    void describeResponse(Span span, R response) {
        options.responseHeaders().set(span, response, adapter::responseHeader);
        if (options.bodySizes()) {
            setSize(span, DevelopmentAttributes.HTTP_REQUEST_BODY_SIZE, adapter.requestBodyBytes(response));
            setSize(span, DevelopmentAttributes.HTTP_RESPONSE_BODY_SIZE, adapter.responseBodyBytes(response));
        }
    }

    private void describeServer(SpanBuilder builder, HttpServerRequest server, Q request) {
        String scheme = Forwarded.scheme(adapter, request);
        if (scheme != null) {
            server.forwardedScheme(scheme);
            builder.setAttribute(HttpAttributes.URL_SCHEME, scheme);
        }
        Authority forwarded = Forwarded.host(adapter, request);
        Authority host = forwarded == null ? Forwarded.authority(adapter.get(request, "Host")) : forwarded;
        if (host != null) {
            builder.setAttribute(HttpAttributes.SERVER_ADDRESS, host.host());
            int defaultPort = server.scheme().equals("https") ? 443 : 80;
            setPort(builder, HttpAttributes.SERVER_PORT, host.port() > 0 ? host.port() : defaultPort);
        }
    }

    private static void setText(SpanBuilder builder, AttributeKey<String> key, @Nullable String value) {
        set(builder, key, value == null ? null : Bounded.text(value));
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

    private static void setSize(Span span, AttributeKey<Long> key, long bytes) {
        if (bytes >= 0) {
            span.setAttribute(key, bytes);
        }
    }
}
