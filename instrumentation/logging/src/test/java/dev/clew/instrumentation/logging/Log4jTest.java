package dev.clew.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Log4jTest {
    @Test
    void asynchronousLogger_hasTheIdsOfTheThreadThatLogged(@TempDir Path directory) {
        try (Telemetry telemetry = Telemetry.clew(Sampler.alwaysOn());
                Log4jBackend log = new Log4jBackend(directory, "ERROR")) {
            Span span = telemetry
                    .openTelemetry()
                    .getTracer("t")
                    .spanBuilder("order")
                    .startSpan();
            log.put("user", "ada");
            try (Scope scope = span.makeCurrent()) {
                log.log("ring.orders", "INFO", "reserved", null);
            }
            span.end();

            assertThat(log.lines())
                    .containsExactly("[" + span.getSpanContext().getTraceId() + "] ["
                            + span.getSpanContext().getSpanId() + "] ["
                            + span.getSpanContext().getTraceFlags().asHex() + "] [ada] reserved");
        }
    }
}
