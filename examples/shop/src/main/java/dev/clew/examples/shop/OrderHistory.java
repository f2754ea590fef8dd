package dev.clew.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.instrumentation.jdkhttpclient.HttpClientTracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What orders knows of a user, over the JDK's HttpClient. */
final class OrderHistory {
    private final HttpClient client;
    private final URI orders;

    OrderHistory(OpenTelemetry openTelemetry, URI orders) {
        HttpClient plain =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.client = HttpClientTracing.traced(plain, openTelemetry);
        this.orders = orders;
    }

    /** Whether the user has ordered before. */
    boolean isRegular(String user) throws IOException, InterruptedException {
        URI last = orders.resolve("/orders/last?user=" + URLEncoder.encode(user, UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(last).timeout(Duration.ofSeconds(10)).build();
        return !client.send(request, BodyHandlers.ofString()).body().startsWith("none");
    }
}
