package dev.clew.instrumentation.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** A call that remembers what the application answered until gRPC says what came of it. */
final class TracedServerCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallSpan span;
    private volatile @Nullable Status answer; // read by the thread of the last callback

    TracedServerCall(ServerCall<Q, R> call, CallSpan span) {
        super(call);
        this.span = span;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        span.responseHeaders(headers);
        super.sendHeaders(headers);
    }

    @Override
    public void sendMessage(R message) {
        super.sendMessage(message);
        span.sent();
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (answer == null) {
            answer = status;
            span.responseTrailers(trailers);
        }
        super.close(status, trailers);
    }

    /** Ends the span with the answer, or with {@code otherwise} when there was none. */
    void end(Status otherwise, @Nullable Throwable thrown) {
        Status status = answer;
        span.end(status == null ? otherwise : status, thrown);
    }

    /** Ends the span of a call that the client, the connection or the deadline broke off: nobody heard that all was well. */
    void endCancelled() {
        Status status = answer;
        span.end(status == null || status.isOk() ? cancellation(Context.current()) : status, null);
    }

    private static Status cancellation(Context call) {
        Deadline deadline = call.getDeadline();
        if (deadline != null && deadline.isExpired()) {
            return Status.DEADLINE_EXCEEDED;
        }
        Status status = Contexts.statusFromCancelled(call);
        return status == null ? Status.CANCELLED : status;
    }
}
