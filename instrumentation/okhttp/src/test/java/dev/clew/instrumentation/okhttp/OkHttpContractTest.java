package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.contract.HttpClientContract;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

class OkHttpContractTest extends HttpClientContract {
    @Override
    protected TracedClient client(OpenTelemetry openTelemetry) {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(OkHttpTracing.interceptor(openTelemetry))
                .followRedirects(false)
                .readTimeout(Duration.ofMillis(500))
                .build();
        return (method, url) -> {
            Request request =
                    new Request.Builder().url(url).method(method, null).build();
            try (Response response = client.newCall(request).execute()) {
                return response.code();
            }
        };
    }
}
