package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientCall;
import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.HttpClientSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Starts the exchanges of one client. Threads: any. */
final class Exchanges {
    private static final TextMapSetter<HttpRequest.Builder> HEADERS = (builder, name, value) -> {
        if (builder != null) {
            builder.setHeader(name, value);
        }
    };

    private final HttpClientSpans<Outgoing, Incoming> spans;

    Exchanges(OpenTelemetry openTelemetry, HttpClientOptions options) {
        this.spans = new HttpClientSpans<>(openTelemetry, "dev.clew.jdk-httpclient", new JdkAdapter(), options);
    }

    /** Null when the request gets no span. */
    @Nullable
    Exchange start(@Nullable HttpRequest request) {
        if (request == null) {
            return null; // for the JDK's client to refuse
        }
        Context caller = Context.current();
        HttpClientCall<Incoming> call = spans.start(caller, Outgoing.of(request));
        if (call == null) {
            return null;
        }
        request.bodyPublisher().ifPresent(body -> call.requestBodySize(body.contentLength()));
        return new Exchange(call, caller, injected(call.context(), request));
    }

    /** The handshake of a WebSocket, which has no request; null when it gets no span. */
    @Nullable
    HttpClientCall<Incoming> startHandshake(Outgoing handshake) {
        return spans.start(Context.current(), handshake);
    }

    <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
        spans.inject(context, carrier, setter);
    }

    private HttpRequest injected(Context context, HttpRequest request) {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
            spans.inject(context, builder, HEADERS);
            return builder.build();
        } catch (RuntimeException notOfTheJdk) {
            // A request that the application implements itself may hold what a builder refuses. It goes without a
            // trace.
            return request;
        }
    }
}
