package dev.clew.instrumentation.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.opentelemetry.context.Scope;

/** Runs every callback in the context of the call, and ends its span after the last one, or when one throws. */
final class TracedServerListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final TracedServerCall<Q, ?> call;
    private final CallSpan span;

    TracedServerListener(ServerCall.Listener<Q> listener, TracedServerCall<Q, ?> call, CallSpan span) {
        super(listener);
        this.call = call;
        this.span = span;
    }

    @Override
    public void onMessage(Q message) {
        span.received();
        run(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
        run(super::onHalfClose);
    }

    @Override
    public void onReady() {
        run(super::onReady);
    }

    @Override
    public void onEvent(Object event) { // of newer versions of gRPC only
        run(() -> super.onEvent(event));
    }

    @Override
    public void onComplete() {
        run(super::onComplete);
        call.end(Status.OK, null);
    }

    @Override
    public void onCancel() {
        run(super::onCancel);
        call.endCancelled();
    }

    private void run(Runnable callback) {
        try (Scope scope = span.context().makeCurrent()) {
            callback.run();
        } catch (Throwable error) {
            call.end(Status.UNKNOWN, error); // what gRPC tells the client, whatever was thrown
            throw error;
        }
    }
}
