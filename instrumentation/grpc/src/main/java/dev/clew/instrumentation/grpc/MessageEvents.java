package dev.clew.instrumentation.grpc;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/**
 * The messages of a stream as events of its span, counted from 1 in each direction.
 *
 * <p>Threads: one that sends and one that receives; gRPC asks as much of its users, and gives as much.
 */
final class MessageEvents {
    private static final String EVENT = "rpc.message";

    private final Span span;
    private long sent; // written by the thread that sends
    private long received; // written by the thread that receives

    MessageEvents(Span span) {
        this.span = span;
    }

    void sent() {
        add("SENT", ++sent);
    }

    void received() {
        add("RECEIVED", ++received);
    }

    private void add(String type, long id) {
        span.addEvent(EVENT, Attributes.of(RpcAttributes.RPC_MESSAGE_TYPE, type, RpcAttributes.RPC_MESSAGE_ID, id));
    }
}
