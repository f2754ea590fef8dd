package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class OkHttpOnClewContractTest extends OkHttpContractTest {
    @Override
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
