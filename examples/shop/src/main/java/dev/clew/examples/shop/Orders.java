package dev.clew.examples.shop;

import dev.clew.api.ActiveSpan;
import dev.clew.api.Tracing;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The second service: places an order when inventory has reserved the item for it. */
final class Orders {
    private final Tracing tracing;
    private final Peer inventory;
    private final Map<String, SpanContext> lastOrderOfUser = new ConcurrentHashMap<>();

    Orders(OpenTelemetry openTelemetry, URI inventory) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
        this.inventory = new Peer(openTelemetry, inventory);
    }

    Answer place(Request request) throws IOException {
        int number = request.number("number");
        try (ActiveSpan span =
                tracing.span("place order").set("shop.order", number).start()) {
            linkToOrderBefore(span);
            Answer reserved = inventory.post(
                    "reservations", Map.of("order", Integer.toString(number), "item", request.text("item")));
            if (reserved.status() == 200) {
                span.annotate("placed");
                return new Answer(200, "placed, " + reserved.text());
            }
            // Nothing was thrown, so nobody but this code knows that the span has failed.
            span.span().setStatus(StatusCode.ERROR, "nothing reserved");
            return new Answer(502, "not placed, " + reserved.text());
        }
    }

    /** The order of the same user before this one is another trace: a link makes it one click away. */
    private void linkToOrderBefore(ActiveSpan span) {
        String user = Baggage.current().getEntryValue("user.id");
        SpanContext before =
                user == null ? null : lastOrderOfUser.put(user, span.span().getSpanContext());
        if (before != null) {
            span.span().addLink(before);
        }
    }
}
