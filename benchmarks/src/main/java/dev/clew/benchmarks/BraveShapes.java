package dev.clew.benchmarks;

import brave.Span;
import brave.Tracer;
import brave.Tracing;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same shapes through Brave's own API, as close as it comes: values are strings, which is to its advantage, events have no
 * attributes, an exception is kept as it is for a handler, and a link is an attribute.
 */
final class BraveShapes implements Shapes {
    private static final List<String> MANY =
            IntStream.range(0, 100).mapToObj(i -> "app.order.line." + i).toList();
    private static final List<String> LINKS =
            IntStream.range(0, 5).mapToObj(i -> "link." + i).toList();

    private final Tracing on;
    private final Tracing off;
    private final NewTexts paths = new NewTexts("/orders/", "");
    private final NewTexts statements = new NewTexts("SELECT * FROM orders WHERE id = ", "");
    private final Tracer tracer;
    private final Tracer unsampledTracer;
    private final Span parent;
    private final Span unsampled;

    /** Shapes of a tracing that samples every root, and of one that samples none. */
    BraveShapes(Tracing on, Tracing off) {
        this.on = on;
        this.off = off;
        tracer = on.tracer();
        unsampledTracer = off.tracer();
        parent = tracer.nextSpan().name("parent").start();
        unsampled = unsampledTracer.nextSpan().name("not sampled").start();
    }

    @Override
    public void close() {
        parent.finish();
        on.close();
        off.close();
    }

    @Override
    public Span bare() {
        Span span = tracer.nextSpan().name("bare").start();
        span.finish();
        return span;
    }

    @Override
    public Span child() {
        try (Tracer.SpanInScope ignored = tracer.withSpanInScope(parent)) {
            return bare();
        }
    }

    @Override
    public Span childOfUnsampled() {
        try (Tracer.SpanInScope ignored = tracer.withSpanInScope(unsampled)) {
            return bare();
        }
    }

    @Override
    public Span notSampled() {
        Span span = unsampledTracer.nextSpan().name("not sampled").start();
        span.finish();
        return span;
    }

    @Override
    public Span attributes(int count) {
        Span span = tracer.nextSpan().name("attributes").start();
        span.tag("http.request.method", "GET");
        if (count >= 4) {
            span.tag("http.route", "/orders/{id}");
            span.tag("url.scheme", "https");
            span.tag("http.response.status_code", "200");
        }
        if (count >= 10) {
            span.tag("url.path", "/orders/1234");
            span.tag("url.query", "expand=lines");
            span.tag("server.address", "shop.example.com");
            span.tag("server.port", "443");
            span.tag("client.address", "203.0.113.17");
            span.tag("network.protocol.version", "1.1");
        }
        if (count >= MOST_ATTRIBUTES) {
            span.tag("user_agent.original", "okhttp/5.5.1");
            span.tag("thread.name", "http-nio-8080-exec-7");
            span.tag("thread.id", "42");
            span.tag("cached", "false");
            span.tag("db.system.name", "postgresql");
            span.tag("db.query.text", "SELECT * FROM orders WHERE id = ?");
            span.tag("db.response.returned_rows", "1");
        }
        span.finish();
        return span;
    }

    @Override
    public Span text(String value) {
        Span span = tracer.nextSpan().name("text").start();
        span.tag("db.query.text", value);
        span.finish();
        return span;
    }

    @Override
    public Span event() {
        Span span = tracer.nextSpan().name("event").start();
        span.annotate("retry");
        span.finish();
        return span;
    }

    @Override
    public Span link() {
        Span span = tracer.nextSpan().name("link").start();
        span.tag("link", "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331");
        span.finish();
        return span;
    }

    @Override
    public Span exception(Throwable thrown) {
        Span span = tracer.nextSpan().name("exception").start();
        span.error(thrown);
        span.finish();
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
        Span server = tracer.nextSpan()
                .name("GET /orders/{id}")
                .kind(Span.Kind.SERVER)
                .tag("http.request.method", "GET")
                .tag("http.route", path)
                .start();
        try (Tracer.SpanInScope ignored = tracer.withSpanInScope(server)) {
            Span query = tracer.nextSpan()
                    .name("SELECT orders")
                    .kind(Span.Kind.CLIENT)
                    .tag("db.system.name", "postgresql")
                    .tag("db.query.text", statement)
                    .start();
            try (Tracer.SpanInScope alsoIgnored = tracer.withSpanInScope(query)) {
                query.annotate("retry");
                query.tag("db.response.returned_rows", "1");
                query.tag("cached", "false");
            } finally {
                query.finish();
            }
            server.tag("http.response.status_code", "200");
        } finally {
            server.finish();
        }
        return server;
    }

    @Override
    public Span large() {
        Span span = tracer.nextSpan().name("large").start();
        for (int i = 0; i < MANY.size(); i++) {
            span.tag(MANY.get(i), "3 x 4711-0815");
        }
        for (int i = 0; i < 10; i++) {
            span.annotate("retry");
        }
        for (int i = 0; i < 5; i++) {
            span.tag(LINKS.get(i), "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331");
        }
        span.finish();
        return span;
    }

    @Override
    public Tracer.SpanInScope scope() {
        try (Tracer.SpanInScope scope = tracer.withSpanInScope(parent)) {
            return scope;
        }
    }
}
