package dev.clew.benchmarks.endtoend;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes spans on one thread, so many in a second or as fast as it can. Between bursts it parks, so that waiting costs next to
 * nothing, and the same with every SDK.
 */
final class Load {
    /** What is made in one go. */
    enum Shape {
        /** A server span with a client span in it: seven attributes, an event, two scopes. */
        REQUEST(2),
        /** One span, started and ended. */
        BARE(1);

        private final int spans;

        Shape(int spans) {
            this.spans = spans;
        }
    }

    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int FLAT_OUT_BURST = 100;
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");
    private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("cached");
    private static final Attributes EVENT = Attributes.of(AttributeKey.longKey("attempt"), 1L);

    private final Tracer http;
    private final Tracer jdbc;
    private final Shape shape;

    Load(TracerProvider provider, Shape shape) {
        this.http = provider.get("http");
        this.jdbc = provider.get("jdbc");
        this.shape = shape;
    }

    /**
     * Makes spans for so long.
     *
     * @param spansPerSecond 0 is as fast as it can
     * @return how many
     */
    long run(long spansPerSecond, long nanos) {
        long begun = System.nanoTime();
        long made = 0;
        long elapsed;
        while ((elapsed = System.nanoTime() - begun) < nanos) {
            if (spansPerSecond == 0) {
                made += make(FLAT_OUT_BURST);
            } else {
                double due = spansPerSecond * ((double) elapsed / TimeUnit.SECONDS.toNanos(1));
                made += make((long) ((due - made) / shape.spans));
                LockSupport.parkNanos(this, BURST_NANOS);
            }
        }
        return made;
    }

    private long make(long times) {
        for (long i = 0; i < times; i++) {
            if (shape == Shape.REQUEST) {
                request(i);
            } else {
                http.spanBuilder("bare").startSpan().end();
            }
        }
        return times * shape.spans;
    }

    private void request(long number) {
        Span server = http.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, "GET")
                .setAttribute(ROUTE, "/orders/{id}")
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            query(number);
            server.setAttribute(STATUS, 200L);
        } finally {
            server.end();
        }
    }

    private void query(long number) {
        Span query = jdbc.spanBuilder("SELECT orders")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "postgresql")
                .setAttribute(STATEMENT, "SELECT * FROM orders WHERE id = ?")
                .startSpan();
        try (Scope ignored = query.makeCurrent()) {
            query.addEvent("retry", EVENT);
            query.setAttribute(ROWS, number);
            query.setAttribute(CACHED, false);
        } finally {
            query.end();
        }
    }
}
