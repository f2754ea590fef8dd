package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.CopiedJars;
import dev.clew.it.parts.OtlpReceiver;
import dev.clew.it.parts.RealParts;
import dev.clew.it.program.AgentNeighbour;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The OpenTelemetry Java agent in the JVM: its contexts drop Clew's spans, so Clew stands down and hands out the agent's. */
@Timeout(120)
class JavaAgentIT {
    private static final Path AGENT = CopiedJars.in("java-agent").get(0);
    private static final String ONE_TRACE = "checkout > CLIENT GET > SERVER GET /orders > place order";

    @AfterAll
    static void saysWhatRan() throws IOException {
        RealParts.ran(JavaAgentIT.class, AGENT.getFileName() + " on Java " + Runtime.version());
    }

    @Test
    void clewStandsDown_andSpansArriveOnceAndInOneTrace() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ChildProcess application = start("agent-and-clew", receiver, "-javaagent:" + AGENT, "clew")) {
            assertThat(application.awaitEnd()).isZero();

            assertThat(receiver.trees()).containsExactly(ONE_TRACE, "afterwards");
            assertThat(receiver.spans())
                    .hasSize(5)
                    .extracting(SpanData::getSpanId)
                    .doesNotHaveDuplicates();
            // Only the agent's own exporter has sent any.
            assertThat(receiver.spans())
                    .allSatisfy(span -> assertThat(
                                    span.getResource().getAttributes().asMap().toString())
                            .contains("telemetry.distro.name=opentelemetry-java-instrumentation"));
            String traceId = receiver.spans().get(0).getTraceId();
            assertThat(application.awaitLine("carried: ")).contains("traceparent=00-" + traceId);
            saysSoInOneLineAndStartsNothing(application);
        }
    }

    private static void saysSoInOneLineAndStartsNothing(ChildProcess application) {
        assertThat(application.output().lines().filter(line -> line.startsWith("WARNING")))
                .containsExactly(
                        "WARNING: Clew stands down: contexts drop its spans, as they do under the OpenTelemetry Java agent."
                                + " This ClewSdk hands out the tracers and propagators of GlobalOpenTelemetry and sends"
                                + " nothing itself");
        assertThat(application.output())
                .contains("answered: 204", "flushed: true", "recorded: 0", "threads: []", "closed: true");
    }

    @Test
    void anApplicationThatMakesNoClewSdkSeesNothingOfIt() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ChildProcess application = start("agent-alone", receiver, "-javaagent:" + AGENT, "global")) {
            assertThat(application.awaitEnd()).isZero();

            assertThat(receiver.trees()).containsExactly(ONE_TRACE, "afterwards");
            assertThat(application.output()).contains("answered: 204").doesNotContainIgnoringCase("clew");
        }
    }

    @Test
    void withoutTheAgentThereIsNoAlarmAndClewSends() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ChildProcess application = start("clew-alone", receiver, "-Dno.agent=true", "clew")) {
            assertThat(application.awaitEnd()).isZero();

            assertThat(receiver.trees()).containsExactlyInAnyOrder("checkout", "place order");
            assertThat(application.output())
                    .contains("flushed: true", "recorded: 2", "clew-drain", "closed: true")
                    .doesNotContain("WARNING");
        }
    }

    private static ChildProcess start(String name, OtlpReceiver receiver, String option, String argument) {
        return ChildProcess.java(
                name,
                List.of("-Xmx256m", option, AgentNeighbour.class.getName(), argument),
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        receiver.endpoint(),
                        "OTEL_METRICS_EXPORTER",
                        "none",
                        "OTEL_LOGS_EXPORTER",
                        "none",
                        "OTEL_SERVICE_NAME",
                        "neighbour"));
    }
}
