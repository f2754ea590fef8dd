package dev.clew.instrumentation.reactor;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class ReactorOnStandardSdkContractTest extends ReactorContract {
    @Override
    Telemetry telemetry() {
        return Telemetry.standard(Sampler.alwaysOn());
    }
}
