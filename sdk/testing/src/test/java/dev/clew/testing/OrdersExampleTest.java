package dev.clew.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/testing.md: what is between the two marks stands there word by word. */
class OrdersExampleTest {
    // docs/testing.md begins here
    static final ManualClock clock = ManualClock.create();

    @RegisterExtension
    static final ClewExtension clew = ClewExtension.of(ClewRecording.builder().setClock(clock));

    private final Orders orders = new Orders(clew.getOpenTelemetry());

    @Test
    void order_asksTheStock() {
        orders.order("tea");

        assertThat(clew.trees("item")).isEqualTo("order [item=tea] > CLIENT GET /stock");
    }

    @Test
    void order_saysWhatIsLeft() {
        orders.order("tea");

        assertThat(clew.span("order").getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getName()).isEqualTo("reserved"));
    }

    @Test
    void order_takesAsLongAsTheStock() {
        orders.order("tea");

        assertThat(clew.span("GET /stock").getEndEpochNanos()
                        - clew.span("GET /stock").getStartEpochNanos())
                .isEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void mail_goesOutLater() {
        orders.mail("ada");

        clew.awaitSpans(2);
        assertThat(clew.trees()).isEqualTo("order > PRODUCER mail");
    }
    // docs/testing.md ends here

    /** What is tested: gets an {@code OpenTelemetry}, as all code should that makes spans. */
    private static final class Orders {
        private final Tracer tracer;

        Orders(OpenTelemetry openTelemetry) {
            tracer = openTelemetry.getTracer("orders");
        }

        void order(String item) {
            Span order = tracer.spanBuilder("order")
                    .setAttribute(AttributeKey.stringKey("item"), item)
                    .startSpan();
            try (Scope ignored = order.makeCurrent()) {
                Span stock = tracer.spanBuilder("GET /stock")
                        .setSpanKind(SpanKind.CLIENT)
                        .startSpan();
                clock.advance(Duration.ofMillis(20));
                stock.end();
                order.addEvent("reserved");
            } finally {
                order.end();
            }
        }

        void mail(String user) {
            Span order = tracer.spanBuilder("order").startSpan();
            try (Scope ignored = order.makeCurrent()) {
                CompletableFuture<Void> unused = CompletableFuture.runAsync(Context.current()
                        .wrap(() -> tracer.spanBuilder("mail")
                                .setSpanKind(SpanKind.PRODUCER)
                                .setAttribute("user", user)
                                .startSpan()
                                .end()));
            } finally {
                order.end();
            }
        }
    }
}
