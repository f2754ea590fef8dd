package dev.clew.instrumentation.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of gRPC-java, unary and streaming: one CLIENT span a call, from its start to its status, and one SERVER
 * span, current in every callback of the server's code. With a {@code MeterProvider}, the durations of calls too.
 *
 * <p>Threads: any.
 */
public final class GrpcTracing {
    private final ClientInterceptor clientInterceptor;
    private final ServerInterceptor serverInterceptor;

    GrpcTracing(OpenTelemetry openTelemetry, GrpcOptions options) {
        this.clientInterceptor = new TracingClientInterceptor(openTelemetry, options);
        this.serverInterceptor = new TracingServerInterceptor(openTelemetry, options);
    }

    /**
     * Tracing with the defaults of {@link #builder}: no message events, no captured metadata.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static GrpcTracing create(OpenTelemetry openTelemetry) {
        return builder(openTelemetry).build();
    }

    /**
     * A builder, for what is recorded on demand only.
     *
     * @throws IllegalArgumentException if {@code openTelemetry} is null
     */
    public static GrpcTracingBuilder builder(OpenTelemetry openTelemetry) {
        return new GrpcTracingBuilder(notNull("openTelemetry", openTelemetry));
    }

    /**
     * For {@link ManagedChannelBuilder#intercept}. Interceptors run in the reverse order of their addition: add it last, and the
     * span is current in the others and covers them.
     *
     * <p>The parent is the context that was current where the call was made, and the response observer runs in that context
     * again. A call that is made and never started has no span.
     */
    public ClientInterceptor clientInterceptor() {
        return clientInterceptor;
    }

    /**
     * For {@link ServerBuilder#intercept}; add it last, as on the client. gRPC runs no interceptor for a method that the
     * server does not have, so such a call has a span on the client only.
     */
    public ServerInterceptor serverInterceptor() {
        return serverInterceptor;
    }

    static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null: " + name + "=null");
        }
        return value;
    }
}
