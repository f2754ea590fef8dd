package dev.clew.propagation;

import static dev.clew.propagation.Spans.SPAN_ID;
import static dev.clew.propagation.Spans.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstWinsTest {
    private static final String OTHER = "1".repeat(32);
    private static final Headers BOTH = Headers.of("traceparent", "00-" + TRACE_ID + "-" + SPAN_ID + "-01")
            .and("b3", OTHER + "-" + SPAN_ID + "-0")
            .and("uberctx-tenant", "a");

    private final TextMapPropagator w3c = W3CTraceContext.propagator();
    private final TextMapPropagator baggage = W3CBaggage.propagator();
    private final TextMapPropagator b3 = Propagators.b3();

    @Test
    void extract_theFirstThatFindsASpanDecidesIt() {
        assertThat(traceId(Propagators.firstWins(List.of(w3c, b3)), BOTH)).isEqualTo(TRACE_ID);
        assertThat(traceId(Propagators.firstWins(List.of(b3, w3c)), BOTH)).isEqualTo(OTHER);
        assertThat(traceId(Propagators.firstWins(List.of(Propagators.xRay(), b3, w3c)), BOTH))
                .isEqualTo(OTHER);
    }

    /** The other order, to be sure of what docs/propagation.md says of it. */
    @Test
    void extract_ofOpenTelemetrysCompositeTheLastDecides() {
        assertThat(traceId(TextMapPropagator.composite(w3c, b3), BOTH)).isEqualTo(OTHER);
    }

    @Test
    void extract_baggageIsDecidedOnItsOwn() {
        TextMapPropagator all = Propagators.firstWins(List.of(w3c, baggage, Propagators.jaeger()));
        assertThat(tenant(all.extract(Context.root(), BOTH, Headers.GETTER))).isEqualTo("a");

        Headers w3cToo = Headers.of("uberctx-tenant", "a").and("baggage", "tenant=b");
        assertThat(tenant(all.extract(Context.root(), w3cToo, Headers.GETTER))).isEqualTo("b");
    }

    @Test
    void inject_writesAllAndOfTwoWithOneHeaderTheFirst() {
        TextMapPropagator all = Propagators.firstWins(List.of(w3c, b3, new Fixed("traceparent", "mine")));
        Headers sent = Headers.from(all, Spans.sampled());
        assertThat(sent.asMap().keySet()).containsExactlyInAnyOrder("traceparent", "b3");
        assertThat(sent.one("traceparent")).startsWith("00-" + TRACE_ID);
        assertThat(all.fields()).containsExactly("traceparent", "tracestate", "b3");
    }

    @Test
    void oneThatThrows_doesNotKeepTheOthersFromTheirWork() {
        TextMapPropagator all = Propagators.firstWins(List.of(new Broken(), b3, new Broken()));
        assertThat(traceId(all, BOTH)).isEqualTo(OTHER);
        assertThat(Headers.from(all, Spans.sampled()).asMap()).containsOnlyKeys("b3");
    }

    private static String traceId(TextMapPropagator propagator, Headers headers) {
        return Spans.in(headers.read(propagator)).getTraceId();
    }

    private static @Nullable String tenant(Context context) {
        return Baggage.fromContext(context).getEntryValue("tenant");
    }

    private record Fixed(String name, String value) implements TextMapPropagator {
        @Override
        public Collection<String> fields() {
            return List.of(name);
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            setter.set(carrier, name, value);
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }

    private static final class Broken implements TextMapPropagator {
        @Override
        public Collection<String> fields() {
            return List.of();
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            throw new NoClassDefFoundError("inject");
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            throw new IllegalStateException("extract");
        }
    }
}
