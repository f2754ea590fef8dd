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
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that makes a few spans of each kind, and says how many classes 10,000 more of them load. */
final class WarmSpans {
    private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("tags");

    private WarmSpans() {}

    public static void main(String[] args) {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        ClewSdk sdk = ClewSdk.fromEnvironment();
        Tracer tracer = sdk.getTracer("program", "1.0");
        for (int i = 0; i < 10; i++) {
            spans(tracer);
        }
        sdk.forceFlush().join(10, TimeUnit.SECONDS); // what is behind the drain has been there once, too
        long before = classes.getTotalLoadedClassCount();
        for (int i = 0; i < 10_000; i++) {
            spans(tracer);
        }
        System.out.println("classes loaded by spans: " + (classes.getTotalLoadedClassCount() - before));
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
