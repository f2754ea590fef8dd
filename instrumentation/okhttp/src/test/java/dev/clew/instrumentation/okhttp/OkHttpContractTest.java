package dev.clew.instrumentation.okhttp;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.contract.HttpClientContract;
import dev.clew.instrumentation.http.contract.TracedClient;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

class OkHttpContractTest extends HttpClientContract {
    @Override
    protected TracedClient client(OpenTelemetry openTelemetry, HttpClientOptions options) {
        return new OkHttpContractClient(OkHttpTracing.traced(untraced(), openTelemetry, options, Phases.ALL));
    }

    /** An {@link OkHttpClient} as the suite wants it. */
    static OkHttpClient untraced() {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .connectTimeout(Duration.ofMillis(500))
                .readTimeout(Duration.ofMillis(500))
                .build();
    }

    record OkHttpContractClient(OkHttpClient client) implements TracedClient {
        @Override
        public int send(String method, String url) throws IOException {
            Request request =
                    new Request.Builder().url(url).method(method, null).build();
            try (Response response = client.newCall(request).execute()) {
                response.body().bytes();
                return response.code();
            }
        }

        @Override
        public InputStream open(String url) throws IOException {
            return client.newCall(new Request.Builder().url(url).build())
                    .execute()
                    .body()
                    .byteStream();
        }

        @Override
        public Runnable start(String url) {
            Call call = client.newCall(new Request.Builder().url(url).build());
            call.enqueue(new Callback() {
                @Override
                public void onFailure(Call failed, IOException e) {
                    // The suite looks at the span.
                }

                @Override
                public void onResponse(Call answered, Response response) {
                    response.close();
                }
            });
            return call::cancel;
        }
    }
}
