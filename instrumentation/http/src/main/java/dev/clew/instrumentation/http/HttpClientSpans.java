package dev.clew.instrumentation.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/**
 * Starts the CLIENT spans of one HTTP library, and measures its requests where the application has a MeterProvider.
 *
 * <p>A failing tracer, propagator or adapter is logged and the request goes on. Threads: any.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public final class HttpClientSpans<Q, R> {
    final HttpClientAdapter<Q, R> adapter;
    final HttpClientOptions options;
    final Failures failures;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final @Nullable HttpClientMetrics metrics;

    /** Spans as {@link #HttpClientSpans(OpenTelemetry, String, HttpClientAdapter, HttpClientOptions)} makes them by default. */
    public HttpClientSpans(OpenTelemetry openTelemetry, String scopeName, HttpClientAdapter<Q, R> adapter) {
        this(openTelemetry, scopeName, adapter, HttpClientOptions.defaults());
    }

    /** Spans of the instrumentation scope {@code scopeName}, made by the tracer and injected by the propagator of {@code openTelemetry}. */
    public HttpClientSpans(
            OpenTelemetry openTelemetry, String scopeName, HttpClientAdapter<Q, R> adapter, HttpClientOptions options) {
        this.tracer = openTelemetry.getTracer(scopeName);
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.metrics = HttpClientMetrics.of(openTelemetry, scopeName);
        this.adapter = adapter;
        this.options = options;
        this.failures = new Failures(scopeName);
    }

    /**
     * A call with a started span, to inject, to make current, and to end. Null when the request gets none: instrumentation is
     * suppressed in {@code parent}, or the tracer failed.
     */
    public @Nullable HttpClientCall<R> start(Context parent, Q request) {
        try {
            if (Suppression.isOn(parent)) {
                return null;
            }
            Span span = spanBuilder(parent, request).setParent(parent).startSpan();
            capture(span, request);
            Context context = UrlTemplate.without(parent).with(span);
            return new HttpClientCall<>(this, context, span, measurement(request));
        } catch (RuntimeException | LinkageError failure) {
            failures.add("start", failure);
            return null;
        }
    }

    /** Writes the context into the headers of a request; headers set before a propagator fails stay. */
    public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
        try {
            propagator.inject(context, carrier, setter);
        } catch (RuntimeException | LinkageError failure) {
            failures.add("inject", failure);
        }
    }

    private SpanBuilder spanBuilder(Context parent, Q request) {
        String template = UrlTemplate.of(parent);
        SpanBuilder builder = HttpMethod.spanBuilder(tracer, options.knownMethods(), adapter.method(request), template)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HttpAttributes.URL_FULL, options.redaction().inUrl(adapter.url(request)));
        if (template != null) {
            builder.setAttribute(DevelopmentAttributes.URL_TEMPLATE, template);
        }
        String address = adapter.serverAddress(request);
        if (address != null) {
            builder.setAttribute(HttpAttributes.SERVER_ADDRESS, address);
        }
        int port = adapter.serverPort(request);
        if (port > 0) {
            builder.setAttribute(HttpAttributes.SERVER_PORT, (long) port);
        }
        return builder;
    }

    // From here on there is a span to end: whatever fails, it is handed out.
    private void capture(Span span, Q request) {
        try {
            if (span.isRecording()) {
                options.requestHeaders().set(span, request, adapter::requestHeader);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
    }

    private HttpClientMetrics.@Nullable Measurement measurement(Q request) {
        if (metrics == null) {
            return null;
        }
        try {
            String method = adapter.method(request);
            String known = options.knownMethods().contains(method) ? method : HttpMethod.OTHER;
            return metrics.start(known, adapter.serverAddress(request), adapter.serverPort(request));
        } catch (RuntimeException | LinkageError failure) {
            failures.add("measure", failure);
            return null;
        }
    }
}
