package dev.clew.examples.shop;

import dev.clew.instrumentation.grpc.GrpcTracing;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.api.OpenTelemetry;
import java.util.concurrent.TimeUnit;

/** Inventory as orders sees it, over gRPC. The interceptor makes the client span and sends trace and baggage along. */
final class Reservations {
    private static final int DEADLINE_SECONDS = 10;

    private final ManagedChannel channel;

    Reservations(OpenTelemetry openTelemetry, String hostAndPort) {
        this.channel = Grpc.newChannelBuilder(hostAndPort, InsecureChannelCredentials.create())
                .intercept(GrpcTracing.create(openTelemetry).clientInterceptor())
                .build();
    }

    /**
     * Returns how many are left.
     *
     * @throws io.grpc.StatusRuntimeException when nothing was reserved
     */
    int reserve(Reservation wanted) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return ClientCalls.blockingUnaryCall(channel, Reservation.RESERVE, options, wanted);
    }

    void close() {
        channel.shutdownNow();
    }
}
