package dev.clew.examples.shop;

import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What each service is made of. Every method starts one, and returns where it listens. */
final class Wiring {
    private Wiring() {}

    static URI storefront(Service service, int port, URI orders) throws IOException {
        OpenTelemetry openTelemetry = service.openTelemetry();
        Storefront storefront = new Storefront(openTelemetry, orders);
        service.atEnd(storefront::close);

        WebServer server = new WebServer(openTelemetry, port);
        server.serve("/checkout", storefront::checkout);
        service.atEnd(server::close);
        return server.start();
    }

    static URI orders(Service service, int port, String inventory, Optional<String> kafka) throws IOException {
        OpenTelemetry openTelemetry = service.openTelemetry();
        Reservations reservations = new Reservations(openTelemetry, inventory);
        service.atEnd(reservations::close);
        Announcer announcer = Announcer.SILENT;
        if (kafka.isPresent()) {
            KafkaAnnouncer placedOrders = KafkaAnnouncer.to(kafka.get(), openTelemetry);
            service.atEnd(placedOrders::close);
            announcer = placedOrders;
        }

        Orders orders = new Orders(openTelemetry, reservations, announcer);
        WebServer server = new WebServer(openTelemetry, port);
        server.serve("/orders", orders::place);
        server.serve("/orders/last", orders::last);
        service.atEnd(server::close);
        return server.start();
    }

    static String inventory(Service service, int port, Optional<String> kafka) throws IOException {
        OpenTelemetry openTelemetry = service.openTelemetry();
        Warehouse warehouse = new Warehouse(openTelemetry);
        service.atEnd(warehouse::close);
        kafka.ifPresent(
                broker -> service.atEnd(Packing.from(broker, openTelemetry).start()::close));

        Inventory inventory = new Inventory(openTelemetry, warehouse);
        GrpcServer server = new GrpcServer(openTelemetry, port, inventory.grpc());
        service.atEnd(server::close);
        return server.start();
    }
}
