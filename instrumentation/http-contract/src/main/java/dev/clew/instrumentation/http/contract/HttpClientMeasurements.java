package dev.clew.instrumentation.http.contract;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.clew.instrumentation.http.HttpClientOptions;
import dev.clew.instrumentation.http.UrlTemplate;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client records when it is asked for it: the duration metric, headers, body sizes, templates. */
abstract class HttpClientMeasurements extends HttpClientFixture {
    private static final String DURATION = "http.client.request.duration";

    @Test
    void duration_isMeasuredInSecondsWithWhatWasAskedAndAnswered() throws Exception {
        try (Metered metered = new Metered(telemetry.openTelemetry())) {
            client(metered, HttpClientOptions.defaults()).send("GET", peer.url("/status/503"));

            await().untilAsserted(() -> assertThat(metered.points(DURATION))
                    .singleElement()
                    .satisfies(point -> {
                        assertThat(point.getAttributes())
                                .isEqualTo(Attributes.builder()
                                        .put("http.request.method", "GET")
                                        .put("server.address", "localhost")
                                        .put("server.port", peer.port())
                                        .put("http.response.status_code", 503)
                                        .put("network.protocol.version", "1.1")
                                        .put("error.type", "503")
                                        .build());
                        assertThat(point.getCount()).isEqualTo(1);
                        assertThat(point.getSum()).isBetween(0.0, 10.0);
                        assertThat(point.getBoundaries())
                                .containsExactly(
                                        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5,
                                        10.0);
                    }));
            assertThat(metered.named(DURATION))
                    .singleElement()
                    .satisfies(metric -> assertThat(metric.getUnit()).isEqualTo("s"));
        }
    }

    @Test
    void duration_ofAFailureSaysWhich() {
        try (Metered metered = new Metered(telemetry.openTelemetry())) {
            TracedClient client = client(metered, HttpClientOptions.defaults());
            Throwable thrown = catchThrowable(() -> client.send("BREW", peer.url("/never")));

            await().untilAsserted(() -> assertThat(metered.points(DURATION))
                    .singleElement()
                    .satisfies(point -> assertThat(point.getAttributes().asMap())
                            .containsEntry(stringKey("http.request.method"), "_OTHER")
                            .containsEntry(
                                    stringKey("error.type"), thrown.getClass().getName())));
        }
    }

    @Test
    void duration_isMeasuredUnsampledToo() throws Exception {
        telemetry.close();
        telemetry = telemetry(Sampler.alwaysOff());
        try (Metered metered = new Metered(telemetry.openTelemetry())) {
            client(metered, HttpClientOptions.defaults()).send("GET", peer.url("/status/200"));

            await().untilAsserted(() -> assertThat(metered.points(DURATION)).hasSize(1));
            assertThat(telemetry.finishedSpans()).isEmpty();
        }
    }

    @Test
    void headers_areCapturedOnDemandWithoutTheirSecrets() throws Exception {
        HttpClientOptions options = HttpClientOptions.builder()
                .captureResponseHeaders("X-Many", "Set-Cookie", "X-None")
                .build();
        client(telemetry.openTelemetry(), options).send("GET", peer.url("/headers"));

        Attributes attributes = onlySpan().getAttributes();
        assertThat(attributes.get(stringArrayKey("http.response.header.x-many")))
                .containsExactly("one", "two");
        assertThat(attributes.get(stringArrayKey("http.response.header.set-cookie")))
                .containsExactly("REDACTED");
        assertThat(attributes.get(stringArrayKey("http.response.header.x-none")))
                .isNull();
    }

    @Test
    void bodySize_isRecordedOnDemandOnly() throws Exception {
        HttpClientOptions options = HttpClientOptions.builder().bodySizes(true).build();
        client(telemetry.openTelemetry(), options).send("GET", peer.url("/body/70000"));
        assertThat(number(onlySpan(), "http.response.body.size")).isEqualTo(70_000);

        traced().send("GET", peer.url("/body/70000"));
        await().untilAsserted(() -> assertThat(telemetry.finishedSpans()).hasSize(2));
        assertThat(telemetry.finishedSpans().stream()
                        .map(span -> number(span, "http.response.body.size"))
                        .filter(size -> size == null))
                .hasSize(1);
    }

    @Test
    void template_namesTheSpan() throws Exception {
        try (Scope scope = UrlTemplate.in(Context.current(), "/status/{code}").makeCurrent()) {
            traced().send("GET", peer.url("/status/200"));
        }

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("GET /status/{code}");
        assertThat(string(span, "url.template")).isEqualTo("/status/{code}");
    }

    @Test
    void methods_areThoseOfTheOptions() throws Exception {
        HttpClientOptions options =
                HttpClientOptions.builder().knownMethods("BREW").build();
        client(telemetry.openTelemetry(), options).send("BREW", peer.url("/status/200"));

        assertThat(onlySpan().getName()).isEqualTo("BREW");
        assertThat(string(onlySpan(), "http.request.method")).isEqualTo("BREW");
    }

    @Test
    void parameters_areRedactedOnDemand() throws Exception {
        HttpClientOptions options =
                HttpClientOptions.builder().redactParameters("token").build();
        client(telemetry.openTelemetry(), options).send("GET", peer.url("/status/200?token=secret&sig=secret&a=1"));

        assertThat(List.of(String.valueOf(string(onlySpan(), "url.full"))))
                .containsExactly(peer.url("/status/200?token=REDACTED&sig=REDACTED&a=1"));
    }
}
