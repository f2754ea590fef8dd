package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.api.Tracing;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import dev.clew.instrumentation.executors.ExecutorTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first service: knows the user, prices the cart, and hands the order on. */
final class Storefront {
    private static final Logger LOG = LoggerFactory.getLogger(Storefront.class);
    private static final List<String> ITEMS = List.of("teapot", "kettle", "whisk", "matcha bowl", "tin of sencha");

    private final Tracing tracing;
    private final Peer orders;
    private final OrderHistory history;
    /** The context goes along with each task: what it does is part of the request that handed it over. */
    private final ExecutorService pool = ExecutorTracing.create().wrap(Executors.newFixedThreadPool(16));

    private final AtomicInteger lastOrder = new AtomicInteger();

    Storefront(OpenTelemetry openTelemetry, URI orders) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
        this.orders = new Peer(openTelemetry, orders);
        this.history = new OrderHistory(openTelemetry, orders);
    }

    Answer checkout(Request request) throws Exception {
        int number = lastOrder.incrementAndGet();
        String item = ITEMS.get(number % ITEMS.size());
        String user = request.text("user");
        Future<Double> price = pool.submit(() -> tracing.call("price cart", () -> priceCart(number, item)));
        Future<Boolean> regular = pool.submit(() -> history.isRegular(user));
        double total = regular.get() ? price.get() - 1 : price.get();

        Answer answer = order(number, item, user);
        String text = "order " + number + " of a " + item + " for " + total + ": " + answer.text();
        // The line carries the ids of trace and span, by clew-logging and the pattern in logback.xml.
        LOG.info("{}: {}", user, text);
        return new Answer(answer.status(), text);
    }

    private static double priceCart(int number, String item) {
        double total = 9.5 + number % 4;
        CurrentSpan.set("shop.order", number);
        CurrentSpan.set("shop.item", item);
        CurrentSpan.annotate("priced", "shop.total", total);
        return total;
    }

    /** Baggage travels with every call that is made while it is current: two hops away, inventory reads the user from it. */
    private Answer order(int number, String item, String user) throws IOException {
        Baggage baggage = Baggage.current().toBuilder().put("user.id", user).build();
        try (Scope scope = baggage.makeCurrent()) {
            return orders.post("orders", Map.of("number", Integer.toString(number), "item", item));
        }
    }

    void close() {
        pool.shutdown();
    }
}
