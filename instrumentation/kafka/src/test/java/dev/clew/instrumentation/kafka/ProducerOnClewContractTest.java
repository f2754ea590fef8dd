package dev.clew.instrumentation.kafka;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class ProducerOnClewContractTest extends ProducerContractTest {
    @Override
    Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
