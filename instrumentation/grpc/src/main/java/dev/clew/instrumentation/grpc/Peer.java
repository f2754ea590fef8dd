package dev.clew.instrumentation.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.opentelemetry.api.trace.Span;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The other end of a call's connection: an address and a port, or the path of a Unix socket. */
final class Peer {
    private Peer() {}

    static void describe(Attributes callAttributes, Span span, boolean isClient) {
        SocketAddress remote = callAttributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (remote instanceof InetSocketAddress internet && internet.getAddress() != null) {
            address(span, internet.getAddress().getHostAddress(), isClient);
            span.setAttribute(RpcAttributes.NETWORK_PEER_PORT, internet.getPort());
        } else if (remote != null && remote.toString().startsWith("/")) {
            address(span, remote.toString(), isClient);
        }
    }

    private static void address(Span span, String address, boolean isClient) {
        span.setAttribute(RpcAttributes.NETWORK_PEER_ADDRESS, address);
        if (!isClient) {
            span.setAttribute(RpcAttributes.CLIENT_ADDRESS, address);
        }
    }
}
