package dev.clew.instrumentation.logging;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Path;

class LogbackOnClewContractTest extends LoggingContract {
    @Override
    Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }

    @Override
    Backend backend(Path directory, String threshold) {
        return new LogbackBackend(directory, threshold);
    }
}
