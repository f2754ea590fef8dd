package dev.clew.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.stream.IntStream;

/** The shapes through the OpenTelemetry API, whoever stands behind it. */
final class OpenTelemetryShapes implements Shapes {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> PROTOCOL = AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("user_agent.original");
    private static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");
    private static final AttributeKey<Long> THREAD_ID = AttributeKey.longKey("thread.id");
    private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("cached");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");
    private static final Attributes EVENT = Attributes.of(AttributeKey.longKey("attempt"), 1L);
    private static final List<AttributeKey<String>> MANY = IntStream.range(0, 100)
            .mapToObj(i -> AttributeKey.stringKey("app.order.line." + i))
            .toList();

    private final NewTexts paths = new NewTexts("/orders/", "");
    private final NewTexts statements = new NewTexts("SELECT * FROM orders WHERE id = ", "");
    private final Tracer tracer;
    private final Tracer jdbc;
    private final Tracer unsampled;
    private final Runnable close;
    private final Span parent;
    private final Context underParent;
    private final Context underUnsampled;
    private final SpanContext other = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    /** Shapes of a provider that samples every root, and of one that samples none. */
    OpenTelemetryShapes(TracerProvider on, TracerProvider off, Runnable close) {
        tracer = on.get("http");
        jdbc = on.get("jdbc");
        unsampled = off.get("http");
        this.close = close;
        parent = tracer.spanBuilder("parent").startSpan();
        underParent = Context.root().with(parent);
        underUnsampled =
                Context.root().with(unsampled.spanBuilder("not sampled").startSpan());
    }

    @Override
    public void close() {
        parent.end();
        close.run();
    }

    @Override
    public Span bare() {
        Span span = tracer.spanBuilder("bare").startSpan();
        span.end();
        return span;
    }

    @Override
    public Span child() {
        try (Scope ignored = underParent.makeCurrent()) {
            return bare();
        }
    }

    @Override
    public Span childOfUnsampled() {
        try (Scope ignored = underUnsampled.makeCurrent()) {
            return bare();
        }
    }

    @Override
    public Span notSampled() {
        Span span = unsampled.spanBuilder("not sampled").startSpan();
        span.end();
        return span;
    }

    @Override
    public Span attributes(int count) {
        Span span = tracer.spanBuilder("attributes").startSpan();
        span.setAttribute(METHOD, "GET");
        if (count >= 4) {
            span.setAttribute(ROUTE, "/orders/{id}");
            span.setAttribute(SCHEME, "https");
            span.setAttribute(STATUS, 200L);
        }
        if (count >= 10) {
            span.setAttribute(PATH, "/orders/1234");
            span.setAttribute(QUERY, "expand=lines");
            span.setAttribute(SERVER, "shop.example.com");
            span.setAttribute(PORT, 443L);
            span.setAttribute(CLIENT, "203.0.113.17");
            span.setAttribute(PROTOCOL, "1.1");
        }
        if (count >= MOST_ATTRIBUTES) {
            span.setAttribute(AGENT, "okhttp/5.5.1");
            span.setAttribute(THREAD, "http-nio-8080-exec-7");
            span.setAttribute(THREAD_ID, 42L);
            span.setAttribute(CACHED, false);
            span.setAttribute(SYSTEM, "postgresql");
            span.setAttribute(STATEMENT, "SELECT * FROM orders WHERE id = ?");
            span.setAttribute(ROWS, 1L);
        }
        span.end();
        return span;
    }

    @Override
    public Span text(String value) {
        Span span = tracer.spanBuilder("text").startSpan();
        span.setAttribute(STATEMENT, value);
        span.end();
        return span;
    }

    @Override
    public Span event() {
        Span span = tracer.spanBuilder("event").startSpan();
        span.addEvent("retry", EVENT);
        span.end();
        return span;
    }

    @Override
    public Span link() {
        Span span = tracer.spanBuilder("link").addLink(other).startSpan();
        span.end();
        return span;
    }

    @Override
    public Span exception(Throwable thrown) {
        Span span = tracer.spanBuilder("exception").startSpan();
        span.recordException(thrown);
        span.end();
        return span;
    }

    @Override
    public Span request() {
        return request("/orders/{id}", "SELECT * FROM orders WHERE id = ?");
    }

    @Override
    public Span requestOfNewTexts() {
        return request(paths.next(), statements.next());
    }

    private Span request(String path, String statement) {
        Span server = tracer.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, "GET")
                .setAttribute(ROUTE, path)
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            Span query = jdbc.spanBuilder("SELECT orders")
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute(SYSTEM, "postgresql")
                    .setAttribute(STATEMENT, statement)
                    .startSpan();
            try (Scope alsoIgnored = query.makeCurrent()) {
                query.addEvent("retry", EVENT);
                query.setAttribute(ROWS, 1L);
                query.setAttribute(CACHED, false);
            } finally {
                query.end();
            }
            server.setAttribute(STATUS, 200L);
        } finally {
            server.end();
        }
        return server;
    }

    @Override
    public Span large() {
        Span span = tracer.spanBuilder("large").startSpan();
        for (int i = 0; i < MANY.size(); i++) {
            span.setAttribute(MANY.get(i), "3 x 4711-0815");
        }
        for (int i = 0; i < 10; i++) {
            span.addEvent("retry", EVENT);
        }
        for (int i = 0; i < 5; i++) {
            span.addLink(other);
        }
        span.end();
        return span;
    }

    @Override
    public Scope scope() {
        try (Scope scope = parent.makeCurrent()) {
            return scope;
        }
    }
}
