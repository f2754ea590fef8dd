package dev.clew.instrumentation.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Objects;

/** The spans of calls that come in. Threads: any. */
final class TracingServerInterceptor implements ServerInterceptor {
    private final CallSpans spans;
    private final Propagation propagation;

    TracingServerInterceptor(OpenTelemetry openTelemetry, GrpcOptions options) {
        Failures failures = new Failures();
        this.spans = new CallSpans(openTelemetry, SpanKind.SERVER, options, failures);
        this.propagation = new Propagation(openTelemetry, options.switches().traceBin(), failures);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Context parent = propagation.extract(Context.current(), headers);
        CallSpan span = spans.start(parent, call.getMethodDescriptor(), call::getAuthority);
        if (span == null) {
            return next.startCall(call, headers);
        }
        span.peer(call::getAttributes, false);
        span.requestHeaders(headers);
        TracedServerCall<Q, R> traced = new TracedServerCall<>(call, span);
        try (Scope scope = span.context().makeCurrent()) {
            ServerCall.Listener<Q> listener = next.startCall(traced, headers);
            return new TracedServerListener<>(Objects.requireNonNull(listener, "no listener"), traced, span);
        } catch (Throwable error) {
            // What gRPC tells the client then; there will be no callback.
            traced.end(Status.fromThrowable(error), error);
            throw error;
        }
    }
}
