package dev.clew.examples.shop;

import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The first service: knows the user, prices the cart, and hands the order on. */
final class Storefront {
    private static final List<String> ITEMS = List.of("teapot", "kettle", "whisk", "matcha bowl", "tin of sencha");

    private final Tracer tracer;
    private final Peer orders;
    private final AtomicInteger lastOrder = new AtomicInteger();

    Storefront(OpenTelemetry openTelemetry, URI orders) {
        this.tracer = openTelemetry.getTracer("dev.clew.examples.shop");
        this.orders = new Peer(openTelemetry, orders);
    }

    Answer checkout(Request request) throws IOException {
        int order = lastOrder.incrementAndGet();
        String item = ITEMS.get(order % ITEMS.size());
        priceCart(order, item);

        // Baggage travels with every call made from here on: two hops away, inventory reads the user from it.
        Baggage baggage = Baggage.current().toBuilder()
                .put("user.id", request.text("user"))
                .build();
        Map<String, String> parameters = Map.of("number", Integer.toString(order), "item", item);
        Answer answer = Step.in(Context.current().with(baggage), () -> orders.post("orders", parameters));
        return new Answer(answer.status(), "order " + order + " of a " + item + ": " + answer.text());
    }

    private void priceCart(int order, String item) {
        Span span = tracer.spanBuilder("price cart")
                .setAttribute("shop.order", order)
                .setAttribute("shop.item", item)
                .startSpan();
        double total = 9.5 + order % 4;
        span.addEvent("priced", Attributes.builder().put("shop.total", total).build());
        span.end();
    }
}
