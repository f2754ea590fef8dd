package dev.clew.examples.shop;

import dev.clew.examples.shop.Endpoint.Answer;
import dev.clew.instrumentation.okhttp.OkHttpTracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A service of the shop that is asked over OkHttp. The interceptor makes the client span and sends trace and baggage along. */
final class Peer {
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    private final OkHttpClient client;
    private final HttpUrl url;

    Peer(OpenTelemetry openTelemetry, URI url) {
        this.url = HttpUrl.get(url.toString());
        this.client = new OkHttpClient.Builder()
                .addInterceptor(OkHttpTracing.interceptor(openTelemetry))
                .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
                .build();
    }

    Answer post(String path, Map<String, String> parameters) throws IOException {
        HttpUrl.Builder target = url.newBuilder().addPathSegment(path);
        parameters.forEach(target::addQueryParameter);
        Request request =
                new Request.Builder().url(target.build()).post(NOTHING).build();
        try (Response response = client.newCall(request).execute()) {
            return new Answer(response.code(), response.body().string().strip());
        }
    }
}
