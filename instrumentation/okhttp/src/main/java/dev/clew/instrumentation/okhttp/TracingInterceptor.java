package dev.clew.instrumentation.okhttp;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The span of a call around the rest of the chain, which lives on until the body is read. Threads: any. */
final class TracingInterceptor implements Interceptor {
    private final Tracing tracing;

    TracingInterceptor(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        CallTrace trace = tracing.traceOf(chain.call());
        Pass pass = enter(trace, request);
        if (pass == null) {
            return chain.proceed(request);
        }
        Context context = pass.span().context();
        Request injected = tracing.injected(context, request);
        Response response;
        try (Scope scope = context.makeCurrent()) {
            response = chain.proceed(injected);
        } catch (Throwable error) {
            if (trace != null) {
                trace.failing(chain.call(), error);
            }
            pass.failed(error, trace, tracing.lost());
            throw error;
        }
        pass.returned(response, trace, tracing.lost());
        return response;
    }

    private @Nullable Pass enter(@Nullable CallTrace trace, Request request) {
        Context parent = Tracing.parent(request);
        return trace == null ? tracing.start(parent, request) : trace.enter(parent, request);
    }
}
