package dev.clew.examples.shop;

import dev.clew.api.CurrentSpan;
import dev.clew.api.Tracing;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;

/** The last service: reserves items in the warehouse, and knows for which user though no parameter says so. */
final class Inventory {
    private final Tracing tracing;
    private final Warehouse warehouse = new Warehouse();

    Inventory(OpenTelemetry openTelemetry) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
    }

    Answer reserve(Request request) {
        String user = Baggage.current().getEntryValue("user.id");
        // Current here is the server span, which the filter has made.
        CurrentSpan.set("user.id", user);

        String item = request.text("item");
        int order = request.number("order");
        try {
            int left = tracing.span("reserve item")
                    .set("user.id", user)
                    .set("shop.item", item)
                    .call(() -> warehouse.take(item, order));
            return new Answer(200, left + " left");
        } catch (Warehouse.ClosedException e) {
            // The span has recorded it on its way here.
            return new Answer(503, "the warehouse is closed");
        }
    }
}
