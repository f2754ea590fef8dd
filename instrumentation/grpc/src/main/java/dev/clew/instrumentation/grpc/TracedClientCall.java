package dev.clew.instrumentation.grpc;

import io.grpc.ClientCall;
import io.grpc.Context.CancellationListener;
import io.grpc.Contexts;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call whose span starts with it and is current in the interceptors and marshallers below.
 *
 * <p>The span ends with the status that gRPC gives every call that was started, and at once when the start fails. It also ends
 * when the application cancels the call, or the context of a stream: blocking stubs may not ask for a status after that. What
 * sending throws does not end it: whoever sees that cancels the call, or it goes on.
 */
final class TracedClientCall<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private final Context parent;
    private final Function<Metadata, @Nullable CallSpan> spans;
    private final io.grpc.Context grpcContext = io.grpc.Context.current();
    private final CancellationListener contextIsCancelled = context -> cancelled(Contexts.statusFromCancelled(context));
    private volatile @Nullable CallSpan span; // written by the thread that starts the call; any may cancel
    private volatile @Nullable Throwable thrown; // by sending, while the call goes on

    TracedClientCall(ClientCall<Q, R> call, Context parent, Function<Metadata, @Nullable CallSpan> spans) {
        super(call);
        this.parent = parent;
        this.spans = spans;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
        CallSpan started = span == null ? spans.apply(headers) : null;
        if (started == null) {
            super.start(listener, headers); // refused, when it is the second time
            return;
        }
        span = started;
        if (started.isStream()) {
            grpcContext.addListener(contextIsCancelled, Runnable::run);
        }
        try (Scope scope = started.context().makeCurrent()) {
            super.start(new TracedClientListener<>(listener, this, started), headers);
        } catch (Throwable error) {
            grpcContext.removeListener(contextIsCancelled);
            started.end(Status.fromThrowable(error), error);
            throw error;
        }
    }

    @Override
    public void sendMessage(Q message) {
        if (span == null) {
            super.sendMessage(message);
            return;
        }
        try (Scope scope = span.context().makeCurrent()) {
            super.sendMessage(message);
        } catch (Throwable error) {
            thrown = error;
            throw error;
        }
        span.sent();
    }

    @Override
    public void halfClose() {
        if (span == null) {
            super.halfClose();
            return;
        }
        try (Scope scope = span.context().makeCurrent()) {
            super.halfClose();
        } catch (Throwable error) {
            thrown = error;
            throw error;
        }
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
        try {
            super.cancel(message, cause);
        } finally {
            cancelled(Status.CANCELLED.withDescription(message).withCause(cause));
        }
    }

    private void cancelled(Status status) {
        CallSpan cancelled = span;
        if (cancelled != null) {
            closed(cancelled, status);
        }
    }

    /** Ends the span, unless it has ended. */
    void closed(CallSpan closed, Status status) {
        if (closed.isStream()) {
            grpcContext.removeListener(contextIsCancelled);
        }
        closed.peer(this::getAttributes, true);
        closed.end(status, status.isOk() || status.getCause() != null ? status.getCause() : thrown);
    }

    Context parent() {
        return parent;
    }
}
