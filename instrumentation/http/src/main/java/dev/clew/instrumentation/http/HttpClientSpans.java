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
 * Starts and ends the CLIENT spans of one HTTP library.
 *
 * <p>A failing tracer, propagator or adapter is logged and the request goes on. Threads: any.
 *
 * @param <Q> the library's request
 * @param <R> the library's response
 */
public final class HttpClientSpans<Q, R> {
    private static final int FIRST_ERROR_CODE = 400;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final HttpClientAdapter<Q, R> adapter;
    private final Failures failures;

    /** Spans of the instrumentation scope {@code scopeName}, made by the tracer and injected by the propagator of {@code openTelemetry}. */
    public HttpClientSpans(OpenTelemetry openTelemetry, String scopeName, HttpClientAdapter<Q, R> adapter) {
        this.tracer = openTelemetry.getTracer(scopeName);
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.adapter = adapter;
        this.failures = new Failures(scopeName);
    }

    /**
     * The context with a started span in it, to inject, to make current, and to {@link #end}. Null when the request gets no
     * span: instrumentation is suppressed in {@code parent}, or the tracer failed.
     */
    public @Nullable Context start(Context parent, Q request) {
        try {
            return Suppression.isOn(parent)
                    ? null
                    : parent.with(spanBuilder(request).setParent(parent).startSpan());
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

    /**
     * Ends the span of a context that {@link #start} returned.
     *
     * @param response null when there was none
     * @param error what the library threw, or null
     */
    public void end(Context context, @Nullable R response, @Nullable Throwable error) {
        Span span = Span.fromContext(context);
        try {
            if (span.isRecording()) {
                describe(span, response, error);
            }
        } catch (RuntimeException | LinkageError failure) {
            failures.add("describe", failure);
        }
        try {
            span.end();
        } catch (RuntimeException | LinkageError failure) {
            failures.add("end", failure);
        }
    }

    private SpanBuilder spanBuilder(Q request) {
        SpanBuilder builder = HttpMethod.spanBuilder(tracer, adapter.method(request), null)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HttpAttributes.URL_FULL, UrlRedaction.url(adapter.url(request)));
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

    private void describe(Span span, @Nullable R response, @Nullable Throwable error) {
        if (response == null) {
            Outcome.set(span, 0, FIRST_ERROR_CODE, error);
            return;
        }
        Outcome.set(span, adapter.statusCode(response), FIRST_ERROR_CODE, error);
        String version = adapter.protocolVersion(response);
        if (version != null) {
            span.setAttribute(HttpAttributes.NETWORK_PROTOCOL_VERSION, version);
        }
        int resendCount = adapter.resendCount(response);
        if (resendCount > 0) {
            span.setAttribute(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, resendCount);
        }
    }
}
