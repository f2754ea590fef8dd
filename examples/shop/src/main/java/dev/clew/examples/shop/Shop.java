package dev.clew.examples.shop;

import dev.clew.sdk.ClewSdk;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The program: one service of the shop, or traffic for it. {@code --help} says more. */
public final class Shop {
    private static final String HELP = """
            usage: shop COMMAND [OPTIONS]

              storefront  [--port 8081] [--orders http://127.0.0.1:8082]   takes POST /checkout?user=U, calls orders
              orders      [--port 8082] [--inventory 127.0.0.1:8083]       takes POST /orders and GET /orders/last over HTTP,
                          [--kafka HOST:PORT]                              calls inventory, and tells Kafka of placed orders
              inventory   [--port 8083] [--kafka HOST:PORT]                takes gRPC calls: every 10th order is slow, every
                                                                           20th fails; packs the orders that Kafka has
              traffic     [--storefront http://127.0.0.1:8081] [--requests 20] [--concurrency 2]

            Tracing is configured by the environment: OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, ...
            --port 0 takes a free port and says which. A service runs until it is told to stop (Ctrl-C, SIGTERM).""";

    private Shop() {}

    /** Runs one command; exits with 2 for a command line that makes no sense and 1 for a command that failed. */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            System.out.println(HELP);
            return;
        }
        try {
            run(words.get(0), Options.parse(words.subList(1, words.size())));
        } catch (IllegalArgumentException e) {
            fail(2, e.getMessage() + "; see --help");
        } catch (IOException e) {
            fail(1, "" + e.getMessage());
        }
    }

    private static void run(String command, Options options) throws IOException {
        switch (command) {
            case "storefront" -> storefront(options);
            case "orders" -> orders(options);
            case "inventory" -> inventory(options);
            case "traffic" -> traffic(options);
            default ->
                throw new IllegalArgumentException(
                        "the command must be storefront, orders, inventory or traffic: command=" + command);
        }
    }

    private static void storefront(Options options) throws IOException {
        options.allow("--port", "--orders");
        int port = options.number("--port", 8081);
        URI orders = options.url("--orders", "http://127.0.0.1:8082");
        Service service = new Service("storefront", ClewSdk.fromEnvironment());
        service.runUntilStopped(Wiring.storefront(service, port, orders));
    }

    private static void orders(Options options) throws IOException {
        options.allow("--port", "--inventory", "--kafka");
        int port = options.number("--port", 8082);
        String inventory = options.address("--inventory").orElse("127.0.0.1:8083");
        Optional<String> kafka = options.address("--kafka");
        Service service = new Service("orders", ClewSdk.fromEnvironment());
        service.runUntilStopped(Wiring.orders(service, port, inventory, kafka));
    }

    private static void inventory(Options options) throws IOException {
        options.allow("--port", "--kafka");
        int port = options.number("--port", 8083);
        Optional<String> kafka = options.address("--kafka");
        Service service = new Service("inventory", ClewSdk.fromEnvironment());
        service.runUntilStopped(Wiring.inventory(service, port, kafka));
    }

    private static void traffic(Options options) throws IOException {
        options.allow("--storefront", "--requests", "--concurrency");
        Traffic traffic = new Traffic(
                options.url("--storefront", "http://127.0.0.1:8081"),
                options.number("--requests", 20),
                options.number("--concurrency", 2));
        traffic.run(System.out);
    }

    private static void fail(int status, String message) {
        System.err.println("shop: " + message);
        System.exit(status);
    }
}
