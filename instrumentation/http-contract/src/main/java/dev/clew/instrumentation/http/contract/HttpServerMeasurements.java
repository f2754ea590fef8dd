package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.http.HttpServerOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is recorded where somebody asked for it: the metric, headers, sizes, and the span in the response. */
public abstract class HttpServerMeasurements extends HttpServerFixture {
    private static final String DURATION = "http.server.request.duration";
    private static final List<Double> BUCKETS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    @Test
    void duration_isMeasuredInSecondsByRouteAndStatus() throws Exception {
        try (Metered metered = new Metered(telemetry().openTelemetry());
                TracedServer server = startMetered(metered, this::answer)) {
            get(server, "/orders/200?a=1");
            get(server, "/orders/200?a=2");
            get(server, "/orders/503");

            soon(() -> assertThat(metered.points(DURATION).stream()
                            .mapToLong(HistogramPointData::getCount)
                            .sum())
                    .isEqualTo(3));
            assertThat(metered.named(DURATION)).singleElement().satisfies(metric -> {
                assertThat(metric.getUnit()).isEqualTo("s");
                assertThat(metric.getDescription()).isNotEmpty();
            });
            assertThat(metered.points(DURATION))
                    .allSatisfy(point -> {
                        assertThat(point.getBoundaries()).isEqualTo(BUCKETS);
                        assertThat(point.getSum()).isBetween(0.0, 30.0).isNotZero();
                    })
                    .extracting(HistogramPointData::getAttributes)
                    .containsExactlyInAnyOrder(
                            measured("GET", 200).build(),
                            measured("GET", 503).put("error.type", "503").build());
        }
    }

    @Test
    void duration_isMeasuredOfUnsampledRequestsToo() throws Exception {
        sampleWith(Sampler.alwaysOff());
        try (Metered metered = new Metered(telemetry().openTelemetry());
                TracedServer server = startMetered(metered, this::answer)) {
            get(server, "/orders/200");

            soon(() -> assertThat(metered.points(DURATION)).hasSize(1));
            assertThat(telemetry().finishedSpans()).isEmpty();
        }
    }

    @Test
    void duration_ofAThrowingHandlerHasItsException() throws Exception {
        Handler throwing = pathAndQuery -> {
            throw new UnsupportedOperationException("no orders today");
        };
        try (Metered metered = new Metered(telemetry().openTelemetry());
                TracedServer server = startMetered(metered, throwing)) {
            // A POST: the JDK's client sends a GET again when its connection is closed. A 500 and a closed one will do.
            client.sendAsync(
                            request(server, "/orders/1")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .handle((response, failure) -> true)
                    .join();

            soon(() -> assertThat(metered.points(DURATION))
                    .singleElement()
                    .satisfies(point -> assertThat(point.getAttributes().get(stringKey("error.type")))
                            .isEqualTo("java.lang.UnsupportedOperationException")));
        }
    }

    /** A stranger chooses methods, schemes and hosts; each new combination would be a time series for ever. */
    @Test
    void duration_getsNoAttributesFromStrangers() throws Exception {
        try (Metered metered = new Metered(telemetry().openTelemetry());
                TracedServer server = startMetered(metered, this::answer)) {
            for (String made : List.of("a", "b")) {
                send(request(server, "/orders/200?" + made)
                        .method("BREW" + made.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody())
                        .header("Forwarded", "proto=" + made + ";host=" + made + ".example")
                        .header("X-Forwarded-Proto", made));
            }

            soon(() -> assertThat(metered.points(DURATION)).singleElement().satisfies(point -> {
                assertThat(point.getCount()).isEqualTo(2);
                assertThat(point.getAttributes())
                        .isEqualTo(measured("_OTHER", 200).build());
            }));
        }
    }

    @Test
    void headers_areCapturedWhereAskedFor() throws Exception {
        HttpServerOptions options = HttpServerOptions.builder()
                .captureRequestHeaders("X-Tenant", "X-Absent", "Authorization")
                .captureResponseHeaders("X-Answer", "X-Nothing")
                .build();
        Handler handler = pathAndQuery -> new Answer(200, Map.of("X-Answer", "42"), "");
        try (TracedServer server = start(setup(options, handler))) {
            send(request(server, "/orders/1")
                    .header("X-Tenant", "first")
                    .header("X-Tenant", "second")
                    .header("Authorization", "Bearer secret"));

            Attributes attributes = onlySpan().getAttributes();
            assertThat(attributes.get(stringArrayKey("http.request.header.x-tenant")))
                    .containsExactly("first", "second");
            assertThat(attributes.get(stringArrayKey("http.request.header.x-absent")))
                    .isNull();
            assertThat(attributes.get(stringArrayKey("http.response.header.x-answer")))
                    .containsExactly("42");
            assertThat(attributes.get(stringArrayKey("http.response.header.x-nothing")))
                    .isNull();
            assertThat(attributes.get(stringArrayKey("http.request.header.authorization")))
                    .containsExactly("REDACTED");
        }
    }

    @Test
    void bodySizes_areRecordedWhereAskedFor() throws Exception {
        HttpServerOptions options = HttpServerOptions.builder().bodySizes(true).build();
        Handler handler = pathAndQuery -> new Answer(200, Map.of(), "twelve bytes");
        try (TracedServer server = start(setup(options, handler))) {
            send(request(server, "/orders/1").POST(HttpRequest.BodyPublishers.ofString("seven b")));

            Attributes attributes = onlySpan().getAttributes();
            assertThat(attributes.get(longKey("http.request.body.size"))).isEqualTo(7);
            assertThat(attributes.get(longKey("http.response.body.size"))).isEqualTo(12);
        }
    }

    @Test
    void serverTiming_tellsTheClientWhichSpanAnswered() throws Exception {
        HttpServerOptions options =
                HttpServerOptions.builder().serverTiming(true).build();
        try (TracedServer server = start(setup(options, this::answer))) {
            HttpResponse<Void> response =
                    client.send(request(server, "/orders/200").build(), HttpResponse.BodyHandlers.discarding());

            String flags = onlySpan().getSpanContext().getTraceFlags().asHex();
            assertThat(response.headers().allValues("Server-Timing"))
                    .containsExactly("trace;desc=\"00-" + onlySpan().getTraceId() + "-"
                            + onlySpan().getSpanId() + "-" + flags + "\"");
        }
    }

    @Test
    void response_isLeftAloneByDefault() throws Exception {
        try (TracedServer server = startAnswering()) {
            HttpResponse<Void> response =
                    client.send(request(server, "/orders/200").build(), HttpResponse.BodyHandlers.discarding());

            assertThat(response.headers().map()).doesNotContainKey("server-timing");
        }
    }

    private TracedServer startMetered(Metered metered, Handler handler) throws IOException {
        return start(new Setup(metered, HttpServerOptions.defaults(), false, handler));
    }

    private AttributesBuilder measured(String method, long code) {
        return Attributes.builder()
                .put("http.request.method", method)
                .put("http.route", route())
                .put("url.scheme", "http")
                .put("network.protocol.version", "1.1")
                .put("http.response.status_code", code);
    }
}
