package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.configfile.Receiver.Request;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.ClewSdkBuilder;
import dev.clew.sdk.settings.Settings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a file to what a receiver gets. */
class EndToEndTest {
    private static final String EXAMPLE = "../docs/config-file-example.yaml";

    private final Receiver receiver = new Receiver();

    /** The example of the documentation, in an environment. */
    private ClewSdk example(Map<String, String> variables) {
        ClewSdkBuilder builder = ClewSdk.builder();
        Map<String, String> environment = Map.of("OTEL_CONFIG_FILE", EXAMPLE);
        new FileConfiguration(variables::get).configure(builder, Settings.of(new Properties(), environment));
        return builder.build();
    }

    @Test
    void theExampleDoesWhatItSays() {
        Map<String, String> variables = Map.of(
                "COLLECTOR", receiver.url(), "TOKEN", "a=b,c", "REPLICA", "7", "OTEL_RESOURCE_ATTRIBUTES", "region=eu");
        try (receiver;
                ClewSdk sdk = example(variables)) {
            AttributesBuilder many = Attributes.builder();
            for (int i = 0; i < 100; i++) {
                many.put("key" + i, i);
            }
            var span = sdk.getTracer("shop").spanBuilder("load order").startSpan();
            span.setAttribute("long", "x".repeat(5000)).setAllAttributes(many.build());
            for (int i = 0; i < 40; i++) {
                span.addEvent("event");
            }
            span.end();
            assertThat(sdk.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
            assertThat(sdk.getPropagators().getTextMapPropagator().fields())
                    .containsExactlyInAnyOrder("traceparent", "tracestate", "baggage");

            Request request = receiver.requests().get(0);
            assertThat(request.path()).isEqualTo("/v1/traces");
            assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
            assertThat(request.headers().getFirst("x-tenant")).isEqualTo("shop, retail");
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer a=b,c");
            assertThat(resource(request))
                    .containsEntry("service.name", "orders")
                    .containsEntry("deployment.environment.name", "development")
                    .containsEntry("shop.replica", "7")
                    .containsEntry("region", "eu");
            Span sent = request.spans().get(0);
            assertThat(sent.getName()).isEqualTo("load order");
            assertThat(sent.getAttributesCount()).isEqualTo(64);
            assertThat(sent.getDroppedAttributesCount()).isEqualTo(37);
            assertThat(sent.getAttributes(0).getValue().getStringValue()).hasSize(4096);
            assertThat(sent.getEventsCount()).isEqualTo(32);
            assertThat(sent.getDroppedEventsCount()).isEqualTo(8);
        }
    }

    @Test
    void theExamplesSamplerIsThatOfTheEnvironment() {
        try (receiver;
                ClewSdk sdk = example(Map.of("COLLECTOR", receiver.url(), "SAMPLING_RATIO", "0.25"))) {
            Tracer tracer = sdk.getTracer("shop");
            long recording = Stream.generate(() -> tracer.spanBuilder("s").startSpan())
                    .limit(2000)
                    .filter(io.opentelemetry.api.trace.Span::isRecording)
                    .count();
            assertThat(recording).isBetween(400L, 600L);
        }
    }

    @Test
    void batchesAreOfTheSizeThatTheFileSays() {
        String yaml = """
                file_format: "1.0"
                tracer_provider:
                  processors:
                    - batch:
                        schedule_delay: 2147483647
                        max_export_batch_size: 2
                        exporter:
                          otlp_http:
                            endpoint: %s/spans
                            headers_list: a=1,b=%%20x
                            headers: [{name: b, value: "50%%"}]
                """.formatted(receiver.url());
        try (receiver;
                Start start = Start.of(yaml)) {
            assertThat(start.warnings()).isEmpty();
            for (int i = 0; i < 5; i++) {
                start.sdk().getTracer("t").spanBuilder("s").startSpan().end();
            }
            assertThat(start.sdk().forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
            assertThat(receiver.requests())
                    .extracting(request -> request.spans().size())
                    .containsExactlyInAnyOrder(2, 2, 1);
            assertThat(receiver.requests()).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("/spans");
                assertThat(request.headers().getFirst("a")).isEqualTo("1");
                assertThat(request.headers().get("b")).containsExactly("50%");
            });
        }
    }

    @Test
    void simpleSendsWithoutBeingAsked() {
        String yaml = """
                file_format: "1.0"
                tracer_provider:
                  processors: [{simple: {exporter: {otlp_http: {endpoint: "%s/v1/traces"}}}}]
                """.formatted(receiver.url());
        try (receiver;
                Start start = Start.of(yaml)) {
            var span = start.sdk().getTracer("t").spanBuilder("s").setAttribute(AttributeKey.stringKey("k"), "v");
            span.startSpan().end();
            await().untilAsserted(() -> assertThat(receiver.requests()).hasSize(1));
        }
    }

    private static Map<String, String> resource(Request request) {
        return request.resource().getResource().getAttributesList().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.getKey(),
                        attribute -> attribute.getValue().hasIntValue()
                                ? Long.toString(attribute.getValue().getIntValue())
                                : attribute.getValue().getStringValue()));
    }
}
