package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.api.Tracing;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last service: reserves items in the warehouse, and knows for which user though no message says so. */
final class Inventory {
    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    private final Tracing tracing;
    private final Warehouse warehouse;

    Inventory(OpenTelemetry openTelemetry, Warehouse warehouse) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
        this.warehouse = warehouse;
    }

    /** As a server takes it. */
    ServerServiceDefinition grpc() {
        return ServerServiceDefinition.builder(Reservation.SERVICE)
                .addMethod(Reservation.RESERVE, ServerCalls.asyncUnaryCall(this::reserve))
                .build();
    }

    private void reserve(Reservation wanted, StreamObserver<Integer> answer) {
        String user = Baggage.current().getEntryValue("user.id");
        // Current here is the server span, which the interceptor has made.
        CurrentSpan.set("user.id", user);
        try {
            int left = tracing.span("reserve item")
                    .set("user.id", user)
                    .set("shop.item", wanted.item())
                    .call(() -> warehouse.take(wanted.item(), wanted.order()));
            LOG.info("a {} for {}, {} left", wanted.item(), user, left);
            answer.onNext(left);
            answer.onCompleted();
        } catch (Exception e) {
            // The span has recorded it on its way here.
            LOG.warn("no {} for {}: {}", wanted.item(), user, e.getMessage());
            answer.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asException());
        }
    }
}
