package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientCall;
import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.HttpClientSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What all calls of a traced client share. Threads: any. */
final class Tracing {
    static final int SWITCHING_PROTOCOLS = 101;

    private static final TextMapSetter<Request.Builder> HEADERS = (builder, name, value) -> {
        if (builder != null) {
            builder.header(name, value);
        }
    };

    private final HttpClientSpans<Request, Response> spans;
    private final Phases detail;
    private final LostCalls lost = new LostCalls();

    Tracing(OpenTelemetry openTelemetry, HttpClientOptions options, Phases detail) {
        this.spans = new HttpClientSpans<>(openTelemetry, "dev.clew.okhttp", new OkHttpAdapter(), options);
        this.detail = detail;
    }

    /**
     * What is current wins: it is nearer to the call than where the request was made. The dispatcher's threads have nothing, there
     * it is the context that the request is tagged with.
     */
    static Context parent(Request request) {
        Context current = Context.current();
        Context tagged = current.equals(Context.root()) ? request.tag(Context.class) : null;
        return tagged == null ? current : tagged;
    }

    LostCalls lost() {
        return lost;
    }

    /** Null when the request gets no span. */
    @Nullable
    Pass start(Context parent, Request request) {
        lost.sweep();
        HttpClientCall<Response> span = spans.start(parent, request);
        return span == null ? null : new Pass(span, detail);
    }

    Request injected(Context context, Request request) {
        Request.Builder builder = request.newBuilder();
        spans.inject(context, builder, HEADERS);
        return builder.build();
    }

    /**
     * The trace that listens to a call, or null where the call takes no listener: one that another library made, or that of an
     * OkHttp before 5.3.
     */
    @Nullable
    CallTrace traceOf(Call call) {
        try {
            CallTrace known = call.tag(CallTrace.class);
            if (known != null) {
                return known;
            }
            CallTrace trace = new CallTrace(this);
            call.addEventListener(trace);
            call.tag(CallTrace.class, () -> trace);
            return trace;
        } catch (RuntimeException | LinkageError noListener) {
            return null;
        }
    }
}
