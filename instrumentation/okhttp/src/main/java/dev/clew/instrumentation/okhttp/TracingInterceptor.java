package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** The span of a call around the rest of the chain. Threads: any. */
final class TracingInterceptor implements Interceptor {
    private static final TextMapSetter<Request.Builder> HEADERS = (builder, name, value) -> {
        if (builder != null) {
            builder.header(name, value);
        }
    };

    private final HttpClientSpans<Request, Response> spans;

    TracingInterceptor(OpenTelemetry openTelemetry) {
        this.spans = new HttpClientSpans<>(openTelemetry, "dev.clew.okhttp", new OkHttpAdapter());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Context context = spans.start(parent(request), request);
        if (context == null) {
            return chain.proceed(request);
        }
        Request.Builder traced = request.newBuilder();
        spans.inject(context, traced, HEADERS);
        Response response;
        try (Scope scope = context.makeCurrent()) {
            response = chain.proceed(traced.build());
        } catch (Throwable error) {
            spans.end(context, null, error);
            throw error;
        }
        spans.end(context, response, null);
        return response;
    }

    // What is current wins: it is nearer to the call than where the request was made. The dispatcher's threads have
    // nothing.
    private static Context parent(Request request) {
        Context current = Context.current();
        Context tagged = current.equals(Context.root()) ? request.tag(Context.class) : null;
        return tagged == null ? current : tagged;
    }
}
