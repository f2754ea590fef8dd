package dev.clew.instrumentation.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The spans of calls that go out. Threads: any. */
final class TracingClientInterceptor implements ClientInterceptor {
    private final CallSpans spans;
    private final Propagation propagation;

    TracingClientInterceptor(OpenTelemetry openTelemetry, GrpcOptions options) {
        Failures failures = new Failures();
        this.spans = new CallSpans(openTelemetry, SpanKind.CLIENT, options, failures);
        this.propagation = new Propagation(openTelemetry, options.switches().traceBin(), failures);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        Context parent = Context.current();
        if (Suppression.isOn(parent)) {
            return next.newCall(method, options);
        }
        Supplier<@Nullable String> authority =
                () -> options.getAuthority() == null ? next.authority() : options.getAuthority();
        try {
            return new TracedClientCall<>(
                    next.newCall(method, options), parent, headers -> start(parent, method, authority, headers));
        } catch (Throwable error) {
            CallSpan span = start(parent, method, authority, new Metadata());
            if (span != null) {
                span.end(Status.fromThrowable(error), error);
            }
            throw error;
        }
    }

    private @Nullable CallSpan start(
            Context parent, MethodDescriptor<?, ?> method, Supplier<@Nullable String> authority, Metadata headers) {
        CallSpan span = spans.start(parent, method, authority);
        if (span != null) {
            span.requestHeaders(headers);
            propagation.inject(span.context(), headers);
        }
        return span;
    }
}
