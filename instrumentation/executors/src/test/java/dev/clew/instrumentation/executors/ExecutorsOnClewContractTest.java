package dev.clew.instrumentation.executors;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class ExecutorsOnClewContractTest extends ExecutorContract {
    @Override
    Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
