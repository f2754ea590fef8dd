package dev.clew.starter;

import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that makes a few spans of each kind and then 10,000 more of them, between two marks in the JVM's log of classes. */
final class WarmSpans {
    private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("tags");

    private WarmSpans() {}

    public static void main(String[] args) throws InterruptedException {
        ClewSdk sdk = ClewSdk.fromEnvironment();
        Tracer tracer = sdk.getTracer("program", "1.0");
        // What is behind the drain has been there, too, after one flush; after the second, the drain has done with the
        // first.
        for (int flush = 0; flush < 2; flush++) {
            for (int i = 0; i < 10; i++) {
                spans(tracer);
            }
            sdk.forceFlush().join(10, TimeUnit.SECONDS);
        }
        awaitTheLineAtStart();
        Warm.mark();
        for (int i = 0; i < 10_000; i++) {
            spans(tracer);
            if (i % 250 == 0) {
                sdk.forceFlush().join(10, TimeUnit.SECONDS); // none is dropped, whatever else the machine does
            }
        }
        Done.mark();
    }

    // It is logged on a thread of its own, and formatting it loads classes.
    private static void awaitTheLineAtStart() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("clew-start")) {
                thread.join();
            }
        }
    }

    static final class Warm {
        private Warm() {}

        static void mark() {}
    }

    static final class Done {
        private Done() {}

        static void mark() {}
    }

    private static void spans(Tracer tracer) {
        Span server = tracer.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("order.id", "a7")
                .setAttribute("order.lines", 3)
                .startSpan();
        try (Scope ignored = server.makeCurrent()) {
            Span child = tracer.spanBuilder("load")
                    .addLink(server.getSpanContext())
                    .setParent(Context.current())
                    .startSpan();
            child.setAttribute(TAGS, List.of("a", "b"));
            child.setAttribute("share", 0.5);
            child.setAttribute("hit", true);
            child.addEvent("read", Attributes.of(AttributeKey.longKey("bytes"), 17L));
            child.setStatus(StatusCode.ERROR, "late");
            child.updateName("load order");
            child.end();
        }
        server.end();
    }
}
