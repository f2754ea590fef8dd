package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.RealJaeger;
import dev.clew.it.parts.StoredSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process that has the documentation's file and four variables, and what a real Jaeger stores of it. */
@ExtendWith(RealJaeger.class)
class ConfigFileJaegerIT {
    private final Jaeger jaeger;

    ConfigFileJaegerIT(Jaeger jaeger) {
        this.jaeger = jaeger;
    }

    private static Map<String, String> environment(String collector, String ratio) {
        return Map.of(
                "OTEL_CONFIG_FILE", "../docs/config-file-example.yaml",
                "COLLECTOR", collector,
                "REPLICA", "7",
                "SAMPLING_RATIO", ratio,
                "OTEL_SERVICE_NAME", "does not count");
    }

    /** The trace id, once the process has ended by itself and with that has sent what it held. */
    private static String run(Map<String, String> environment) {
        try (ChildProcess program =
                ChildProcess.java("configured", List.of("-Xmx128m", ConfiguredProgram.class.getName()), environment)) {
            String traceId = program.awaitLine("trace ");
            await("the program's own end").until(() -> !program.isAlive());
            assertThat(program.output()).contains("as ../docs/config-file-example.yaml says: service=orders,");
            return traceId;
        }
    }

    @Test
    void aProcessDoesWhatItsFileSays() {
        String traceId = run(environment(jaeger.otlpEndpoint().toString(), "1"));

        List<StoredSpan> spans = jaeger.query().trace(traceId);
        assertThat(spans).extracting(StoredSpan::name).containsExactlyInAnyOrder("GET /orders/{id}", "load");
        assertThat(spans)
                .allSatisfy(span -> assertThat(span.resource())
                        .containsEntry("service.name", "orders")
                        .containsEntry("deployment.environment.name", "development")
                        .containsEntry("shop.replica", 7L)
                        .containsEntry("telemetry.sdk.language", "java"));
        StoredSpan load = spans.stream()
                .filter(span -> span.name().equals("load"))
                .findAny()
                .orElseThrow();
        assertThat(load.attributes()).hasSize(64);
        assertThat(load.droppedAttributes()).isEqualTo(36);
    }
}
