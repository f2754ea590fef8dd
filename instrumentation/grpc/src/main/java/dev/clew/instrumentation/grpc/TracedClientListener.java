package dev.clew.instrumentation.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.context.Scope;

/**
 * Ends the span with the call, then tells the application. Every callback runs in the context in which the call was made: it is
 * the caller who goes on there, and what he does next is not part of the call, which may be over.
 */
final class TracedClientListener<R> extends SimpleForwardingClientCallListener<R> {
    private final TracedClientCall<?, R> call;
    private final CallSpan span;

    TracedClientListener(ClientCall.Listener<R> listener, TracedClientCall<?, R> call, CallSpan span) {
        super(listener);
        this.call = call;
        this.span = span;
    }

    @Override
    public void onHeaders(Metadata headers) {
        span.responseHeaders(headers);
        try (Scope scope = call.parent().makeCurrent()) {
            super.onHeaders(headers);
        }
    }

    @Override
    public void onMessage(R message) {
        span.received();
        try (Scope scope = call.parent().makeCurrent()) {
            super.onMessage(message);
        }
    }

    @Override
    public void onReady() {
        try (Scope scope = call.parent().makeCurrent()) {
            super.onReady();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        span.responseTrailers(trailers);
        call.closed(span, status);
        try (Scope scope = call.parent().makeCurrent()) {
            super.onClose(status, trailers);
        }
    }
}
