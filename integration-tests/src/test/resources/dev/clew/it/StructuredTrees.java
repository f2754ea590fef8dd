import dev.clew.instrumentation.executors.ExecutorTracing;
import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.ThreadFactory;

/**
 * Spans under structured concurrency, a preview of JDK 25: StructuredConcurrencyIT runs this file as it is. Prints one line for
 * each span that ended, from the root down.
 */
public final class StructuredTrees {
    private static final ScopedValue<Context> REQUEST = ScopedValue.newInstance();
    private static final Map<String, SpanData> ENDED = new ConcurrentHashMap<>();

    public static void main(String[] args) throws Exception {
        try (ClewSdk sdk = ClewSdk.builder().addSpanProcessor(new Collector()).build()) {
            Tracer tracer = sdk.getTracer("structured");
            span(tracer, "wrapped", () -> wrapped(tracer));
            span(tracer, "scoped", () -> scoped(tracer));
            span(tracer, "failing", () -> failing(tracer));
            span(tracer, "by factory", () -> byFactory(tracer));
            span(tracer, "bare", () -> bare(tracer));
        }
        ENDED.values().stream().map(StructuredTrees::path).sorted().forEach(line -> System.out.println("tree: " + line));
        System.out.println("ended: " + ENDED.size());
    }

    /** The context goes with each task, and on into the tasks of a task. */
    private static Object wrapped(Tracer tracer) throws Exception {
        try (var tasks = StructuredTaskScope.open()) {
            for (String name : new String[] {"price", "stock"}) {
                Callable<Object> task = () -> span(tracer, name, () -> {
                    try (var inner = StructuredTaskScope.open()) {
                        Callable<Object> shelf = () -> span(tracer, name + " shelf", () -> name);
                        inner.fork(Context.current().wrap(shelf));
                        inner.join();
                        return name;
                    }
                });
                tasks.fork(Context.current().wrap(task));
            }
            tasks.join();
        }
        return "";
    }

    /** The threads of the scope carry the context of whoever forks: tasks need no wrapping. */
    private static Object byFactory(Tracer tracer) throws Exception {
        ThreadFactory threads =
                ExecutorTracing.create().wrapThreads(Thread.ofVirtual().factory());
        try (var tasks = StructuredTaskScope.open(
                StructuredTaskScope.Joiner.awaitAllSuccessfulOrThrow(),
                configuration -> configuration.withThreadFactory(threads))) {
            tasks.fork(() -> span(tracer, "forked", () -> ""));
            tasks.join();
        }
        return "";
    }

    /** A scoped value carries the context: tasks inherit it without being wrapped. */
    private static Object scoped(Tracer tracer) throws Exception {
        return ScopedValue.where(REQUEST, Context.current()).call(() -> {
            try (var tasks = StructuredTaskScope.open()) {
                tasks.fork(() -> {
                    try (Scope ignored = REQUEST.get().makeCurrent()) {
                        return span(tracer, "inherited", () -> "");
                    }
                });
                tasks.join();
                return "";
            }
        });
    }

    /** One task fails and the scope interrupts the other: the spans of both end, and say so. */
    private static Object failing(Tracer tracer) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        try (var tasks = StructuredTaskScope.open()) {
            Callable<Object> endless = () -> span(tracer, "interrupted", () -> {
                running.countDown();
                new CountDownLatch(1).await();
                return "";
            });
            Callable<Object> broken = () -> span(tracer, "broken", () -> {
                running.await();
                throw new IllegalStateException("broken");
            });
            tasks.fork(Context.current().wrap(endless));
            tasks.fork(Context.current().wrap(broken));
            tasks.join();
        } catch (StructuredTaskScope.FailedException expected) {
            Span.current().addEvent("failed");
        }
        return "";
    }

    /** What is not wrapped starts a trace of its own: a task inherits no context. */
    private static Object bare(Tracer tracer) throws Exception {
        try (var tasks = StructuredTaskScope.open()) {
            tasks.fork(() -> span(tracer, "on its own", () -> ""));
            tasks.join();
        }
        return "";
    }

    private static Object span(Tracer tracer, String name, Callable<Object> work) throws Exception {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            return work.call();
        } catch (Exception failure) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            throw failure;
        } finally {
            span.end();
        }
    }

    private static String path(SpanData span) {
        SpanData parent = ENDED.get(span.getParentSpanId());
        String status = span.getStatus().getStatusCode() == StatusCode.ERROR
                ? " [" + span.getStatus().getDescription() + "]"
                : "";
        return (parent == null ? "" : path(parent) + " > ") + span.getName() + status;
    }

    private static final class Collector implements SpanProcessor {
        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ENDED.put(span.getSpanContext().getSpanId(), span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
