package dev.clew.examples.shop;

import dev.clew.api.ActiveSpan;
import dev.clew.api.Tracing;
import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.examples.shop.Endpoint.Request;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second service: places an order when inventory has reserved the item for it. */
final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final Tracing tracing;
    private final Reservations reservations;
    private final Announcer announcer;
    private final Map<String, Attempt> lastOfUser = new ConcurrentHashMap<>();

    Orders(OpenTelemetry openTelemetry, Reservations reservations, Announcer announcer) {
        this.tracing = Tracing.of(openTelemetry, "dev.clew.examples.shop");
        this.reservations = reservations;
        this.announcer = announcer;
    }

    /** The number of an order, and the span in which it was to be placed. */
    private record Attempt(int order, SpanContext span) {}

    Answer place(Request request) {
        Reservation wanted = new Reservation(request.number("number"), request.text("item"));
        try (ActiveSpan span =
                tracing.span("place order").set("shop.order", wanted.order()).start()) {
            linkToOrderBefore(span, wanted.order());
            try {
                int left = reservations.reserve(wanted);
                span.annotate("placed");
                LOG.info("order {} is placed", wanted.order());
                announcer.placed(wanted);
                return new Answer(200, "placed, " + left + " left");
            } catch (StatusRuntimeException e) {
                // Caught within the span, so nobody but this code knows that the span has failed.
                span.span().setStatus(StatusCode.ERROR, "nothing reserved");
                return new Answer(502, "not placed, " + e.getStatus().getDescription());
            }
        }
    }

    /** The number of the user's last order, or "none". */
    Answer last(Request request) {
        Attempt last = lastOfUser.get(request.text("user"));
        return new Answer(200, last == null ? "none" : Integer.toString(last.order()));
    }

    /** The order of the same user before this one is another trace: a link makes it one click away. */
    private void linkToOrderBefore(ActiveSpan span, int order) {
        String user = Baggage.current().getEntryValue("user.id");
        Attempt attempt = new Attempt(order, span.span().getSpanContext());
        Attempt before = user == null ? null : lastOfUser.put(user, attempt);
        if (before != null) {
            span.span().addLink(before.span());
        }
    }
}
