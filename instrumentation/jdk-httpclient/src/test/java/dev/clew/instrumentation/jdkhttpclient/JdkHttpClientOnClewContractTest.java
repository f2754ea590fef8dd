package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.contract.Telemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;

class JdkHttpClientOnClewContractTest extends JdkHttpClientContractTest {
    @Override
    protected Telemetry telemetry(Sampler sampler) {
        return Telemetry.clew(sampler);
    }
}
