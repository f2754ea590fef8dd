package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of an {@link OkHttpClient}: one CLIENT span a call, redirects and retries included, to the end of the last
 * response's body, with the phases of the call as events.
 *
 * <p>The span ends when the body is read to its end, closed, or fails, and at the headers of a response that has none; that of a
 * WebSocket ends at the upgrade. A body that is dropped without being closed ends it when the garbage collector has found it and
 * the client makes another call, as an error of type {@code body_not_closed}.
 *
 * <p>Threads: any.
 */
public final class OkHttpTracing {
    private OkHttpTracing() {}

    /** A traced client, with the main phases as events; see {@link #traced(OkHttpClient, OpenTelemetry, HttpClientOptions, Phases)}. */
    public static OkHttpClient traced(OkHttpClient client, OpenTelemetry openTelemetry) {
        return traced(client, openTelemetry, HttpClientOptions.defaults(), Phases.MAIN);
    }

    /**
     * A client like {@code client}, with its pool and dispatcher, whose calls are traced from {@code execute} or {@code enqueue} on:
     * waiting in the queue counts, and an enqueued call's parent is what is current where it is enqueued. {@code client}'s own
     * listener is still told of everything; its interceptors run with the span current.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static OkHttpClient traced(
            OkHttpClient client, OpenTelemetry openTelemetry, HttpClientOptions options, Phases phases) {
        Tracing tracing = tracing(openTelemetry, options, phases);
        OkHttpClient.Builder builder = notNull("client", client).newBuilder();
        builder.interceptors().removeIf(TracingInterceptor.class::isInstance);
        // First, so that the span is current in the application's own interceptors too.
        builder.interceptors().add(0, new TracingInterceptor(tracing));
        EventListener.Factory listeners = client.eventListenerFactory();
        return builder.eventListenerFactory(call -> listeners.create(call).plus(new CallTrace(tracing)))
                .build();
    }

    /** An interceptor that adds the main phases as events; see {@link #interceptor(OpenTelemetry, HttpClientOptions, Phases)}. */
    public static Interceptor interceptor(OpenTelemetry openTelemetry) {
        return interceptor(openTelemetry, HttpClientOptions.defaults(), Phases.MAIN);
    }

    /**
     * An interceptor for {@link OkHttpClient.Builder#addInterceptor}; as a network interceptor it would make a span for each
     * redirect. It listens to the call from there on, whatever other listeners there are.
     *
     * <p>The parent is the current context. OkHttp runs enqueued calls on threads of its own, where nothing is current: there
     * the parent is the {@link Context} that the request is tagged with. {@link #callFactory} does the tagging, and {@link #traced}
     * does not need it.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static Interceptor interceptor(OpenTelemetry openTelemetry, HttpClientOptions options, Phases phases) {
        return new TracingInterceptor(tracing(openTelemetry, options, phases));
    }

    /**
     * Calls through {@link #traced} {@code client}, whose parent is the context that was current when the call was made by {@link
     * Call.Factory#newCall}, where nothing is current when it is executed or enqueued.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static Call.Factory callFactory(OkHttpClient client, OpenTelemetry openTelemetry) {
        OkHttpClient traced = traced(client, openTelemetry);
        return request -> traced.newCall(tagged(request));
    }

    private static Request tagged(Request request) {
        return request.tag(Context.class) != null
                ? request
                : request.newBuilder().tag(Context.class, Context.current()).build();
    }

    private static Tracing tracing(OpenTelemetry openTelemetry, HttpClientOptions options, Phases phases) {
        return new Tracing(
                notNull("openTelemetry", openTelemetry), notNull("options", options), notNull("phases", phases));
    }

    private static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return value;
    }
}
