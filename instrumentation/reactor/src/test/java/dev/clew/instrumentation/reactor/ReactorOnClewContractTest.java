package dev.clew.instrumentation.reactor;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class ReactorOnClewContractTest extends ReactorContract {
    @Override
    Telemetry telemetry() {
        return Telemetry.clew(Sampler.alwaysOn());
    }
}
