package dev.clew.instrumentation.executors;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class ExecutorsOnStandardSdkContractTest extends ExecutorContract {
    @Override
    Telemetry telemetry(Sampler sampler) {
        return Telemetry.standard(sampler);
    }
}
