package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.contract.TracedClient;
import io.opentelemetry.api.OpenTelemetry;

/** The interceptor alone, with the defaults of its events. */
class InterceptorContractTest extends OkHttpContractTest {
    @Override
    protected TracedClient client(OpenTelemetry openTelemetry, HttpClientOptions options) {
        return new OkHttpContractClient(untraced()
                .newBuilder()
                .addInterceptor(OkHttpTracing.interceptor(openTelemetry, options, Phases.MAIN))
                .build());
    }
}
