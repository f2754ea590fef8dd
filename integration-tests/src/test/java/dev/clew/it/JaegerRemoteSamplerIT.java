package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.RealJaeger;
import dev.clew.sampler.jaeger.JaegerRemoteSampler;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.testing.InMemoryDestination;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sampler asks a real Jaeger that reads its strategies from a file, in both of its languages. */
@ExtendWith(RealJaeger.class)
class JaegerRemoteSamplerIT {
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("sampler.type");
    private static final AttributeKey<Double> PARAM = AttributeKey.doubleKey("sampler.param");

    private static final String STRATEGIES = """
            {"default_strategy": {"type": "probabilistic", "param": 0.5},
             "service_strategies": [
               {"service": "everything", "type": "probabilistic", "param": 1},
               {"service": "nothing", "type": "probabilistic", "param": 0},
               {"service": "limited", "type": "ratelimiting", "param": 7},
               {"service": "by-operation", "type": "probabilistic", "param": 0.25, "operation_strategies": [
                 {"operation": "GET /a", "type": "probabilistic", "param": 1},
                 {"operation": "GET /b", "type": "probabilistic", "param": 0}]},
               {"service": "no-operations", "type": "probabilistic", "param": 1, "operation_strategies": []}]}
            """;

    private final Jaeger jaeger;

    JaegerRemoteSamplerIT(Jaeger jaeger) {
        this.jaeger = jaeger;
    }

    @AfterEach
    void leaveTheStrategiesAsTheyWere() {
        jaeger.setStrategies(Jaeger.strategies());
    }

    private JaegerRemoteSampler sampler(String service, String protocol) {
        URI endpoint = protocol.equals("grpc") ? jaeger.samplingGrpc() : jaeger.samplingHttp();
        return JaegerRemoteSampler.builder()
                .setServiceName(service)
                .setEndpoint(endpoint, protocol)
                .setPollingInterval(Duration.ofMillis(100))
                .setInitialSamplingRate(0.125)
                .build();
    }

    private static void awaitStrategy(JaegerRemoteSampler sampler, String strategy) {
        await("the sampler to say " + strategy)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(sampler.getDescription()).contains(strategy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc"})
    void everyKindOfStrategyIsFollowed(String protocol) {
        jaeger.setStrategies(STRATEGIES);
        try (JaegerRemoteSampler unknown = sampler("somebody", protocol);
                JaegerRemoteSampler everything = sampler("everything", protocol);
                JaegerRemoteSampler nothing = sampler("nothing", protocol);
                JaegerRemoteSampler limited = sampler("limited", protocol);
                JaegerRemoteSampler noOperations = sampler("no-operations", protocol);
                JaegerRemoteSampler byOperation = sampler("by-operation", protocol)) {
            awaitStrategy(unknown, "Probabilistic{0.5}");
            awaitStrategy(everything, "Probabilistic{1.0}");
            awaitStrategy(nothing, "Probabilistic{0.0}");
            awaitStrategy(limited, "RateLimiting{7.0/s}");
            awaitStrategy(noOperations, "Probabilistic{1.0}");
            awaitStrategy(byOperation, "PerOperation{operations=2,default=0.25,");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc"})
    void spansAreSampledByTheirOperation(String protocol) {
        jaeger.setStrategies(STRATEGIES);
        JaegerRemoteSampler sampler = sampler("by-operation", protocol);
        InMemoryDestination exported = new InMemoryDestination();
        try (ClewSdk sdk = ClewSdk.builder()
                .setServiceName("by-operation")
                .setSampler(Samplers.parentBased(sampler))
                .addSpanExporter(exported)
                .build()) {
            awaitStrategy(sampler, "PerOperation{operations=2");
            Tracer tracer = sdk.getTracer("it");
            for (int i = 0; i < 100; i++) {
                Span root = tracer.spanBuilder("GET /a").setNoParent().startSpan();
                tracer.spanBuilder("child")
                        .setParent(Context.root().with(root))
                        .startSpan()
                        .end();
                root.end();
                tracer.spanBuilder("GET /b").setNoParent().startSpan().end();
            }
            assertThat(sdk.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        }
        List<SpanData> spans = exported.spans();
        assertThat(spans)
                .filteredOn(span -> span.getName().equals("GET /a"))
                .hasSize(100)
                .allSatisfy(root -> {
                    assertThat(root.getAttributes().get(TYPE)).isEqualTo("probabilistic");
                    assertThat(root.getAttributes().get(PARAM)).isEqualTo(1.0);
                });
        assertThat(spans)
                .filteredOn(span -> span.getName().equals("child"))
                .hasSize(100)
                .allSatisfy(child -> assertThat(child.getAttributes().isEmpty()).isTrue());
        // Jaeger's file strategies come with a lower bound of its own for each operation.
        assertThat(spans).filteredOn(span -> span.getName().equals("GET /b")).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc"})
    void aChangeOfTheFileIsFollowedWhileRunning(String protocol) {
        jaeger.setStrategies(STRATEGIES);
        try (JaegerRemoteSampler sampler = sampler("everything", protocol)) {
            awaitStrategy(sampler, "Probabilistic{1.0}");
            jaeger.setStrategies(STRATEGIES.replace(
                    "\"everything\", \"type\": \"probabilistic\", \"param\": 1",
                    "\"everything\", \"type\": \"ratelimiting\", \"param\": 3"));
            awaitStrategy(sampler, "RateLimiting{3.0/s}");
            jaeger.setStrategies("{\"default_strategy\": {\"type\": \"probabilistic\", \"param\": 0.75}}");
            awaitStrategy(sampler, "Probabilistic{0.75}");
        }
    }
}
