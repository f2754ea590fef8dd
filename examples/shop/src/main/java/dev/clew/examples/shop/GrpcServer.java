package dev.clew.examples.shop;

import dev.clew.instrumentation.grpc.GrpcTracing;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A gRPC server on loopback, with a server span for every call. */
final class GrpcServer {
    private static final int CLOSE_SECONDS = 2;

    private final int port;
    private final Server server;

    GrpcServer(OpenTelemetry openTelemetry, int port, ServerServiceDefinition service) {
        this.port = port;
        this.server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        InsecureServerCredentials.create())
                .addService(service)
                .intercept(GrpcTracing.create(openTelemetry).serverInterceptor())
                .build();
    }

    /** Starts, and returns host and port. */
    String start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException("port " + port + " is taken: choose another with --port", e);
        }
        return "127.0.0.1:" + server.getPort();
    }

    /** Finishes the calls it has. */
    void close() {
        try {
            server.shutdown().awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.shutdownNow();
        }
    }
}
