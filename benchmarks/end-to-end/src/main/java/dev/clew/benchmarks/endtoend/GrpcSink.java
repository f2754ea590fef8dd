package dev.clew.benchmarks.endtoend;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Receives OTLP/gRPC on this machine, as bytes: no generated classes. Threads: any. */
final class GrpcSink implements AutoCloseable {
    private static final String SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";
    private static final int MAX_REQUEST_BYTES = 64 << 20;
    private static final MethodDescriptor<byte[], byte[]> EXPORT = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Export"))
            .build();

    private final Server server;

    /** A running one; port 0 is any free one. */
    GrpcSink(int port, Arrivals arrivals) throws IOException {
        ServerServiceDefinition service = ServerServiceDefinition.builder(SERVICE)
                .addMethod(EXPORT, ServerCalls.asyncUnaryCall((request, answer) -> {
                    arrivals.take(request, request.length);
                    answer.onNext(new byte[0]);
                    answer.onCompleted();
                }))
                .build();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .maxInboundMessageSize(MAX_REQUEST_BYTES)
                .addService(service)
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    /** Cuts connections. */
    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Messages as they are; gRPC has undone their compression. */
    private static final class Bytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
