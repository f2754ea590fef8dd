package dev.clew.instrumentation.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the SERVER spans of one HTTP library, and measures how long requests take where there is a meter provider.
 *
 * <p>A failing tracer, propagator or adapter is logged, once a request, and the request goes on: with a span as long as the
 * tracer works, whatever the request's headers do to their reader. Threads: any.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public final class HttpServerSpans<Q, R> {
    private static final int FIRST_ERROR_CODE = 500;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final HttpServerAdapter<Q, R> adapter;
    private final TextMapSetter<R> responseHeaders;
    private final HttpServerDescription<Q, R> description;
    private final boolean serverTiming;
    private final Failures failures;
    private final @Nullable HttpServerDuration duration;

    /** Spans of the instrumentation scope {@code scopeName}, whose parents the propagator of {@code openTelemetry} extracts. */
    public HttpServerSpans(
            OpenTelemetry openTelemetry, String scopeName, HttpServerAdapter<Q, R> adapter, HttpServerOptions options) {
        this.tracer = openTelemetry.getTracer(scopeName);
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.adapter = adapter;
        this.responseHeaders = (response, name, value) -> {
            if (response != null) {
                adapter.addResponseHeader(response, name, value);
            }
        };
        this.description = new HttpServerDescription<>(adapter, options);
        this.serverTiming = options.serverTiming();
        this.failures = new Failures(scopeName);
        this.duration = HttpServerDuration.of(openTelemetry, scopeName, failures);
    }

    /**
     * Names the server span in {@code context} after a route that was found after it started. Nothing happens in a context
     * without one.
     */
    public static void route(Context context, String route) {
        HttpServerRequest request = context.get(HttpServerRequest.KEY);
        if (request != null) {
            request.route(route);
        }
    }

    /**
     * The context with a started span in it, to make current and to {@link #end}. The span's parent is what the request's
     * headers say, and {@code parent} when they say nothing. Null when the tracer failed.
     */
    public @Nullable Context start(Context parent, Q request) {
        long startNanos = duration == null ? 0 : System.nanoTime();
        Context extracted = parent;
        Throwable failure = null;
        try {
            extracted = propagator.extract(parent, request, adapter);
        } catch (RuntimeException | LinkageError thrown) {
            failure = thrown;
        }
        Context started = null;
        try {
            HttpServerRequest server = description.request(request, startNanos);
            SpanBuilder builder = description.spanBuilder(tracer, server);
            failure = describe(builder, server, request, failure);
            Span span =
                    builder.setSpanKind(SpanKind.SERVER).setParent(extracted).startSpan();
            server.started(span, failures);
            started = extracted.with(span).with(HttpServerRequest.KEY, server);
            if (span.isRecording()) {
                description.describeRequest(span, request);
            }
        } catch (RuntimeException | LinkageError thrown) {
            failure = failure == null ? thrown : failure;
        }
        if (failure != null) {
            failures.add("start", failure);
        }
        return started;
    }

    /** As {@link #route}, with what {@code route} finds; null leaves the route as it is, and a failure is logged. */
    public void findRoute(Context context, Supplier<? extends @Nullable String> route) {
        try {
            String found = route.get();
            if (found != null) {
                route(context, found);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("route", failure);
        }
    }

    /** Writes into the response what its options ask for: which span answers. Call it before the response is committed. */
    public void respond(Context context, R response) {
        if (serverTiming) {
            try {
                ServerTiming.inject(Span.fromContext(context).getSpanContext(), response, responseHeaders);
            } catch (RuntimeException | LinkageError failure) {
                failures.add("respond", failure);
            }
        }
    }

    /**
     * Ends the span of a context that {@link #start} returned, and measures the request. Nothing happens the second time.
     *
     * @param error what the handler threw, or null
     */
    public void end(Context context, R response, @Nullable Throwable error) {
        HttpServerRequest request = context.get(HttpServerRequest.KEY);
        if (request == null || !request.end()) {
            return;
        }
        Span span = request.span();
        if (span.isRecording() || duration != null) {
            describe(context, request, response, error);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("end", failure);
        }
    }

    /** What came of the description: the first failure of this request. */
    private @Nullable Throwable describe(
            SpanBuilder builder, HttpServerRequest server, Q request, @Nullable Throwable failure) {
        try {
            description.describe(builder, server, request);
            return failure;
        } catch (RuntimeException | LinkageError thrown) {
            return failure == null ? thrown : failure;
        }
    }

    private void describe(Context context, HttpServerRequest request, R response, @Nullable Throwable error) {
        int statusCode = 0;
        String errorType = Outcome.errorType(statusCode, FIRST_ERROR_CODE, error);
        try {
            statusCode = adapter.statusCode(response);
            String toldByLibrary = error == null ? adapter.errorType(response) : null;
            errorType = toldByLibrary == null ? Outcome.errorType(statusCode, FIRST_ERROR_CODE, error) : toldByLibrary;
            Span span = request.span();
            if (span.isRecording()) {
                Outcome.set(span, statusCode, errorType, error);
                description.describeResponse(span, response);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
        if (duration != null) {
            try {
                duration.record(context, request, statusCode, errorType);
            } catch (RuntimeException | LinkageError failure) {
                failures.add("measure", failure);
            }
        }
    }
}
