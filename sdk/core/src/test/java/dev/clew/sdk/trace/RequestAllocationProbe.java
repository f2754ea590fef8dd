package dev.clew.sdk.trace;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Prints the bytes that a shape of span costs the thread that makes it, in a process where nothing else ran. */
final class RequestAllocationProbe {
    private static final int ROUND = 20_000;
    private static final int ROUNDS = 40;

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final Attributes EVENT = Attributes.of(AttributeKey.longKey("attempt"), 1L);
    private static final String[] KEYS =
            IntStream.range(0, 17).mapToObj(i -> "attribute." + i).toArray(String[]::new);

    // As a span in use does: one that nobody keeps costs nothing at all where the compiler sees that.
    private static volatile Span escaped = Span.getInvalid();

    private final Tracer tracer;

    private RequestAllocationProbe(Tracer tracer) {
        this.tracer = tracer;
    }

    public static void main(String[] args) {
        SpanLab lab = new SpanLab().collectingNothing();
        RequestAllocationProbe probe = new RequestAllocationProbe(lab.provider().get("warm"));
        Supplier<Span> shape = switch (args[0]) {
            case "request" -> probe::request;
            case "event" -> probe::event;
            default -> {
                int count = Integer.parseInt(args[0]);
                yield () -> probe.attributes(count);
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = 0;
            for (int done = 0; done < ROUND; done += 100) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    escaped = shape.get();
                }
                bytes += threads.getCurrentThreadAllocatedBytes() - before;
                lab.drain.doWork();
            }
            least = Math.min(least, bytes / ROUND);
        }
        if (escaped.isRecording()) {
            throw new IllegalStateException("the spans must have ended");
        }
        System.out.println(least);
    }

    private Span attributes(int count) {
        Span span = tracer.spanBuilder("span").startSpan();
        for (int i = 0; i < count; i++) {
            span.setAttribute(KEYS[i], "a value");
        }
        span.end();
        return span;
    }

    private Span event() {
        Span span = tracer.spanBuilder("span").startSpan().addEvent("retry", EVENT);
        span.end();
        return span;
    }

    // Two spans, seven attributes, an event, two scopes.
    private Span request() {
        Span server = tracer.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "GET")
                .setAttribute("http.route", "/orders/{id}")
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            Span query = tracer.spanBuilder("SELECT orders")
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("db.system.name", "postgresql")
                    .setAttribute("db.query.text", "SELECT * FROM orders WHERE id = ?")
                    .startSpan();
            try (Scope alsoIgnored = query.makeCurrent()) {
                query.addEvent("retry", EVENT);
                query.setAttribute("db.response.returned_rows", 1L);
                query.setAttribute("cached", false);
            } finally {
                query.end();
            }
            server.setAttribute(STATUS, 200L);
        } finally {
            server.end();
        }
        return server;
    }
}
