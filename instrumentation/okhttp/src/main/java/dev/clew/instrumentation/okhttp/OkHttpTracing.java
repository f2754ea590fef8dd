package dev.clew.instrumentation.okhttp;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of an {@link OkHttpClient}: one CLIENT span a call, redirects and retries included, from the call to the
 * headers of its last response. Reading the body is not in it.
 *
 * <p>Threads: any.
 */
public final class OkHttpTracing {
    private OkHttpTracing() {}

    /**
     * An interceptor for {@link OkHttpClient.Builder#addInterceptor}; as a network interceptor it would make a span for each
     * redirect.
     *
     * <p>The parent is the current context. OkHttp runs enqueued calls on threads of its own, where nothing is current: there
     * the parent is the {@link Context} that the request is tagged with. {@link #callFactory} does the tagging.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static Interceptor interceptor(OpenTelemetry openTelemetry) {
        return new TracingInterceptor(notNull("openTelemetry", openTelemetry));
    }

    /**
     * Calls through {@code client}, traced, whether executed or enqueued: an enqueued call's parent is the context that was
     * current when the call was made by {@link Call.Factory#newCall}. {@code client} must not have the interceptor yet.
     *
     * @throws IllegalArgumentException if an argument is null
     */
    public static Call.Factory callFactory(OkHttpClient client, OpenTelemetry openTelemetry) {
        Interceptor interceptor = interceptor(openTelemetry);
        OkHttpClient.Builder builder = notNull("client", client).newBuilder();
        // First, so that the span is current in the application's own interceptors too.
        builder.interceptors().add(0, interceptor);
        OkHttpClient traced = builder.build();
        return request -> traced.newCall(tagged(request));
    }

    private static Request tagged(Request request) {
        return request.tag(Context.class) != null
                ? request
                : request.newBuilder().tag(Context.class, Context.current()).build();
    }

    private static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return value;
    }
}
