package dev.clew.instrumentation.grpc;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What a suite runs on: a transport and an SDK. */
enum Stack {
    IN_PROCESS(false, false),
    IN_PROCESS_ON_CLEW(false, true),
    NETTY(true, false),
    NETTY_ON_CLEW(true, true);

    private final boolean netty;
    private final boolean clew;

    Stack(boolean netty, boolean clew) {
        this.netty = netty;
        this.clew = clew;
    }

    boolean hasSockets() {
        return netty;
    }

    Telemetry telemetry(Sampler sampler) {
        return clew ? Telemetry.clew(sampler) : Telemetry.standard(sampler);
    }

    /** A server on loopback, or in this process by that name. */
    ServerBuilder<?> server(String name) {
        return netty
                ? NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                : InProcessServerBuilder.forName(name);
    }

    /** A channel to a server that was made with that name. */
    ManagedChannelBuilder<?> channel(String name, Server server) {
        return netty
                ? NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext()
                : InProcessChannelBuilder.forName(name);
    }

    /** A channel to a server that is not there. */
    ManagedChannelBuilder<?> channelToNobody(int freePort) {
        return netty
                ? NettyChannelBuilder.forAddress("localhost", freePort).usePlaintext()
                : InProcessChannelBuilder.forName("nobody has this name");
    }
}
