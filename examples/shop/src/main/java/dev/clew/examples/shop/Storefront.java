package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.api.Tracing;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The first service: knows the user, prices the cart, and hands the order on. */
final class Storefront {
    private static final List<String> ITEMS = List.of("teapot", "kettle", "whisk", "matcha bowl", "tin of sencha");

    private final Tracing tracing;
    private final Peer orders;
    private final AtomicInteger lastOrder = new AtomicInteger();

    Storefront(OpenTelemetry openTelemetry, URI orders) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
        this.orders = new Peer(openTelemetry, orders);
    }

    Answer checkout(Request request) throws IOException {
        int number = lastOrder.incrementAndGet();
        String item = ITEMS.get(number % ITEMS.size());
        tracing.run("price cart", () -> priceCart(number, item));

        Answer answer = order(number, item, request.text("user"));
        return new Answer(answer.status(), "order " + number + " of a " + item + ": " + answer.text());
    }

    private static void priceCart(int number, String item) {
        CurrentSpan.set("shop.order", number);
        CurrentSpan.set("shop.item", item);
        CurrentSpan.annotate("priced", "shop.total", 9.5 + number % 4);
    }

    /** Baggage travels with every call that is made while it is current: two hops away, inventory reads the user from it. */
    private Answer order(int number, String item, String user) throws IOException {
        Baggage baggage = Baggage.current().toBuilder().put("user.id", user).build();
        try (Scope scope = baggage.makeCurrent()) {
            return orders.post("orders", Map.of("number", Integer.toString(number), "item", item));
        }
    }
}
