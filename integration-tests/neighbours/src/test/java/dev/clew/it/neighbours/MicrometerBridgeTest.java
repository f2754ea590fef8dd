package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.ScopedSpan;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Micrometer Tracing's bridge to OpenTelemetry; it looks into spans that are {@code ReadableSpan}s. */
@Timeout(60)
class MicrometerBridgeTest {
    private static final io.opentelemetry.api.common.AttributeKey<String> USER =
            io.opentelemetry.api.common.AttributeKey.stringKey("user");

    @Test
    void spansScopesTagsAndErrorsAreTheSame() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> {
            Bridge bridge = Bridge.to(otel);
            Span order = bridge.tracer
                    .nextSpan()
                    .name("order")
                    .tag("user", "ada")
                    .event("begun")
                    .start();
            try (Tracer.SpanInScope ignored = bridge.tracer.withSpan(order)) {
                assertThat(Objects.requireNonNull(bridge.tracer.currentSpan())
                                .context()
                                .spanId())
                        .isEqualTo(order.context().spanId());
                ScopedSpan load = bridge.tracer.startScopedSpan("load");
                load.tag("rows", "2");
                load.error(new IllegalStateException("closed"));
                load.end();
                bridge.tracer
                        .spanBuilder()
                        .name("send")
                        .kind(Span.Kind.PRODUCER)
                        .start()
                        .end();
                Objects.requireNonNull(bridge.tracer.currentSpanCustomizer()).tag("customized", "yes");
            }
            order.error(new IllegalArgumentException("no such user"));
            order.end();
            assertThat(bridge.tracer.currentSpan()).isNull();
        });

        assertThat(seen.trees("user", "rows", "customized"))
                .containsExactly("order [ERROR, user=ada, customized=yes] > (load [ERROR, rows=2], PRODUCER send)");
        assertThat(seen.spans())
                .filteredOn(span -> span.getName().equals("order"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getStatus().getDescription()).isEqualTo("no such user");
                    assertThat(span.getEvents()).hasSize(2);
                    assertThat(span.getAttributes().get(USER)).isEqualTo("ada");
                });
    }

    @Test
    void contextCrossesProcessesAndThreads() throws Exception {
        Telemetry seen = Telemetry.sameOnBoth(otel -> {
            Bridge bridge = Bridge.to(otel);
            ExecutorService other = Executors.newSingleThreadExecutor();
            Span client = bridge.tracer.nextSpan().name("client").start();
            Map<String, String> headers = new TreeMap<>();
            try (Tracer.SpanInScope ignored = bridge.tracer.withSpan(client);
                    BaggageInScope baggage = bridge.tracer.createBaggageInScope("user", "ada")) {
                assertThat(baggage.get()).isEqualTo("ada");
                bridge.propagator.inject(
                        Objects.requireNonNull(bridge.current.context()), headers, (carrier, key, value) -> {
                            if (carrier != null) {
                                carrier.put(key, value);
                            }
                        });
                Runnable work = bridge.current.wrap(
                        () -> bridge.tracer.nextSpan().name("work").start().end());
                CompletableFuture.runAsync(work, other).join();
            } finally {
                other.shutdown();
            }
            Span server = bridge.propagator
                    .extract(headers, (carrier, key) -> carrier.get(key))
                    .kind(Span.Kind.SERVER)
                    .name("server")
                    .start();
            try (Tracer.SpanInScope ignored = bridge.tracer.withSpan(server)) {
                assertThat(bridge.tracer.getAllBaggage()).containsEntry("user", "ada");
            }
            server.end();
            client.end();
        });

        assertThat(seen.trees()).containsExactly("client > (work, SERVER server)");
    }

    /** The bridge as its documentation sets it up, on an {@code OpenTelemetry}. */
    private record Bridge(OtelTracer tracer, OtelPropagator propagator, OtelCurrentTraceContext current) {
        static Bridge to(OpenTelemetry otel) {
            io.opentelemetry.api.trace.Tracer tracer = otel.getTracer("micrometer");
            OtelCurrentTraceContext current = new OtelCurrentTraceContext();
            OtelBaggageManager baggage = new OtelBaggageManager(current, List.of("user"), List.of());
            return new Bridge(
                    new OtelTracer(tracer, current, event -> {}, baggage),
                    new OtelPropagator(otel.getPropagators(), tracer),
                    current);
        }
    }
}
