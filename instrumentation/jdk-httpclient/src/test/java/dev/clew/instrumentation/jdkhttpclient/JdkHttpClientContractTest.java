package dev.clew.instrumentation.jdkhttpclient;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.contract.HttpClientContract;
import dev.clew.instrumentation.http.contract.TracedClient;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class JdkHttpClientContractTest extends HttpClientContract {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Override
    protected TracedClient client(OpenTelemetry openTelemetry, HttpClientOptions options) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        return new JdkContractClient(HttpClientTracing.traced(client, openTelemetry, options));
    }

    @Override
    protected boolean knowsItsPeer() {
        return false;
    }

    private record JdkContractClient(HttpClient client) implements TracedClient {
        @Override
        public int send(String method, String url) throws IOException, InterruptedException {
            HttpRequest request = request(url)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }

        @Override
        public InputStream open(String url) throws IOException, InterruptedException {
            return client.send(request(url).build(), BodyHandlers.ofInputStream())
                    .body();
        }

        @Override
        public Runnable start(String url) {
            CompletableFuture<HttpResponse<String>> sent =
                    client.sendAsync(request(url).build(), BodyHandlers.ofString());
            return () -> sent.cancel(true);
        }

        private static HttpRequest.Builder request(String url) {
            return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
        }
    }
}
