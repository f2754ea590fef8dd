package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class TomcatOnClewContractTest extends TomcatContractTest {
    @Override
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
