package dev.clew.api;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of the code you name: {@code tracing.run("load order", () -> ...)}.
 *
 * <p>A span is a child of the one that is current. Whatever the code throws is recorded on the span, makes it an error, and
 * reaches the caller unchanged, checked exceptions with their own type. The span ends once, whatever happens.
 *
 * <p>Threads: any; immutable.
 */
public final class Tracing {
    private final Tracer tracer;

    private Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Spans for {@code openTelemetry}.
     *
     * @param openTelemetry null makes spans that are not recorded
     * @param name who makes the spans: an application's or a library's name, not a class's
     */
    public static Tracing of(@Nullable OpenTelemetry openTelemetry, @Nullable String name) {
        return of((openTelemetry == null ? OpenTelemetry.noop() : openTelemetry).getTracer(name == null ? "" : name));
    }

    /**
     * Spans from {@code tracer}.
     *
     * @param tracer null makes spans that are not recorded
     */
    public static Tracing of(@Nullable Tracer tracer) {
        return new Tracing(tracer == null ? OpenTelemetry.noop().getTracer("") : tracer);
    }

    /**
     * Runs {@code code} inside a new span.
     *
     * @param code not null
     */
    public <X extends Throwable> void run(@Nullable String name, ThrowingRunnable<X> code) throws X {
        span(name).run(code);
    }

    /**
     * The result of {@code code}, run inside a new span.
     *
     * @param code not null
     */
    public <T extends @Nullable Object, X extends Throwable> T call(@Nullable String name, ThrowingSupplier<T, X> code)
            throws X {
        return span(name).call(code);
    }

    /** A new span, started and current until it is closed: for {@code try (var span = tracing.start("load order"))}. */
    public ActiveSpan start(@Nullable String name) {
        return span(name).start();
    }

    /** A span yet to be started, for what is known beforehand: its kind, attributes, parent, links. */
    public NewSpan span(@Nullable String name) {
        return new NewSpan(tracer.spanBuilder(name == null ? "" : name));
    }
}
