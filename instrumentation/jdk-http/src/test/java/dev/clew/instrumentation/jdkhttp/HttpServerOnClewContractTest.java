package dev.clew.instrumentation.jdkhttp;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class HttpServerOnClewContractTest extends JdkHttpServerContractTest {
    @Override
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
