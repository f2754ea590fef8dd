package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class JettyOnClewContractTest extends JettyContractTest {
    @Override
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
