package dev.clew.examples.shop;

import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The second service: places an order when inventory has reserved the item for it. */
final class Orders {
    private final Tracer tracer;
    private final Peer inventory;
    private final Map<String, SpanContext> lastOrderOfUser = new ConcurrentHashMap<>();

    Orders(OpenTelemetry openTelemetry, URI inventory) {
        this.tracer = openTelemetry.getTracer("dev.clew.examples.shop");
        this.inventory = new Peer(openTelemetry, inventory);
    }

    Answer place(Request request) throws IOException {
        String number = request.text("number");
        Span span = startPlacing(number);
        try {
            Map<String, String> parameters = Map.of("order", number, "item", request.text("item"));
            Answer reserved = Step.in(Context.current().with(span), () -> inventory.post("reservations", parameters));
            if (reserved.status() == 200) {
                span.addEvent("placed");
                return new Answer(200, "placed, " + reserved.text());
            }
            span.setStatus(StatusCode.ERROR, "nothing reserved");
            return new Answer(502, "not placed, " + reserved.text());
        } finally {
            span.end();
        }
    }

    /** The span of an order links to the span of the same user's order before: another trace, and one click away. */
    private Span startPlacing(String number) {
        String user = Baggage.current().getEntryValue("user.id");
        SpanBuilder builder = tracer.spanBuilder("place order").setAttribute("shop.order", number);
        SpanContext before = user == null ? null : lastOrderOfUser.get(user);
        if (before != null) {
            builder.addLink(before);
        }
        Span span = builder.startSpan();
        if (user != null) {
            lastOrderOfUser.put(user, span.getSpanContext());
        }
        return span;
    }
}
