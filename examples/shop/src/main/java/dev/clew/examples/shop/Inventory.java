package dev.clew.examples.shop;

import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** The last service: reserves items in the warehouse, and knows for which user though nobody passed it as a parameter. */
final class Inventory {
    private final Tracer tracer;
    private final Warehouse warehouse = new Warehouse();

    Inventory(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("dev.clew.examples.shop");
    }

    Answer reserve(Request request) {
        Span server = Span.current();
        String user = Baggage.current().getEntryValue("user.id");
        server.setAttribute("user.id", user);

        String item = request.text("item");
        Span span = tracer.spanBuilder("reserve item")
                .setAttribute("user.id", user)
                .setAttribute("shop.item", item)
                .startSpan();
        try {
            int left = warehouse.take(item, request.number("order"));
            span.addEvent(
                    "reserved", Attributes.builder().put("shop.left", left).build());
            return new Answer(200, left + " left");
        } catch (Warehouse.ClosedException e) {
            span.recordException(e);
            span.setStatus(StatusCode.ERROR);
            return new Answer(503, "the warehouse is closed");
        } finally {
            span.end();
        }
    }
}
