package dev.clew.it.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads stored spans back over Jaeger's HTTP APIs. */
public final class JaegerQuery {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_TRACES = 100_000;

    private final URI base;

    JaegerQuery(URI base) {
        this.base = base;
    }

    /** Every span of the trace as it was stored: OTLP, with nothing added or adjusted. */
    public List<StoredSpan> trace(String traceId) {
        return storedSpans(get("/api/v3/traces/" + traceId + "?raw_traces=true"));
    }

    /** Every span of every trace of the last hour in which the service took part, as it was stored. */
    public List<StoredSpan> tracesOf(String service) {
        Instant now = Instant.now();
        return storedSpans(get("/api/v3/traces?query.raw_traces=true&query.service_name="
                + URLEncoder.encode(service, UTF_8)
                + "&query.start_time_min=" + now.minus(WINDOW)
                + "&query.start_time_max=" + now.plus(WINDOW)
                + "&query.num_traces=" + MOST_TRACES));
    }

    /** Every span of the trace as the page draws it, with what Jaeger warns of. */
    public List<DrawnSpan> page(String traceId) {
        JsonObject trace =
                get("/api/traces/" + traceId).getAsJsonArray("data").get(0).getAsJsonObject();
        List<DrawnSpan> spans = new ArrayList<>();
        for (JsonElement span : trace.getAsJsonArray("spans")) {
            spans.add(DrawnSpan.of(span.getAsJsonObject(), trace.getAsJsonObject("processes")));
        }
        return spans;
    }

    static boolean answers(URI uri) {
        try {
            return send(uri).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private JsonObject get(String pathAndQuery) {
        URI uri = base.resolve(pathAndQuery);
        HttpResponse<String> response = send(uri);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(uri + " answers " + response.statusCode() + ": " + response.body());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static HttpResponse<String> send(URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<StoredSpan> storedSpans(JsonObject answer) {
        List<StoredSpan> spans = new ArrayList<>();
        for (JsonElement perResource : answer.getAsJsonObject("result").getAsJsonArray("resourceSpans")) {
            JsonObject resource = perResource.getAsJsonObject().getAsJsonObject("resource");
            for (JsonElement perScope : perResource.getAsJsonObject().getAsJsonArray("scopeSpans")) {
                JsonObject scope = perScope.getAsJsonObject().getAsJsonObject("scope");
                for (JsonElement span : perScope.getAsJsonObject().getAsJsonArray("spans")) {
                    spans.add(new StoredSpan(resource, scope, span.getAsJsonObject()));
                }
            }
        }
        return spans;
    }
}
