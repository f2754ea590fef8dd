package dev.clew.instrumentation.http;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientSpansTest {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final HttpClientSpans<String, String> failing = new HttpClientSpans<>(sdk, "test", new FailingAdapter());

    @BeforeEach
    void silenceLog() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterEach
    void restoreLog() {
        LOGGER.setLevel(null);
        sdk.close();
    }

    @Test
    void start_withAFailingAdapterGivesNoSpan() {
        assertThat(failing.start(Context.root(), "method")).isNull();
    }

    @Test
    void start_withHeadersThatCannotBeReadGivesASpanAllTheSame() {
        HttpClientOptions options =
                HttpClientOptions.builder().captureRequestHeaders("a").build();
        HttpClientSpans<String, String> spans = new HttpClientSpans<>(sdk, "test", new FailingAdapter(), options);

        requireNonNull(spans.start(Context.root(), "request header")).end(null);

        assertThat(onlySpan().getName()).isEqualTo("GET");
    }

    @Test
    void responded_withAFailingAdapterLeavesTheSpanToEnd() {
        HttpClientCall<String> call = call("request");
        call.responded("status");
        call.end(null);

        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void end_twiceKeepsTheFirst() {
        HttpClientCall<String> call = call("request");
        call.responded("response");
        call.end(null);
        call.end(new IOException());
        call.endUnclosed();

        assertThat(onlySpan().getStatus()).isEqualTo(StatusData.unset());
        assertThat(durations())
                .singleElement()
                .satisfies(duration -> assertThat(duration.getHistogramData().getPoints())
                        .singleElement()
                        .satisfies(point -> assertThat(point.getCount()).isEqualTo(1)));
    }

    @Test
    void end_ofACanceledCallFailsWithCanceledOnce() {
        HttpClientCall<String> call = call("request");
        call.canceled();
        call.canceled();
        call.end(null);

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("canceled");
        assertThat(onlySpan().getEvents()).extracting(EventData::getName).containsExactly("canceled");
    }

    @Test
    void end_ofACanceledCallThatFailedForAReasonHasTheReason() {
        HttpClientCall<String> call = call("request");
        call.canceled();
        call.end(new IOException("timeout"));

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("java.io.IOException");
    }

    @Test
    void endUnclosed_isAnErrorOfItsOwn() {
        HttpClientCall<String> call = call("request");
        call.responded("response");
        call.endUnclosed();

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("body_not_closed");
        assertThat(onlySpan().getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
    }

    @Test
    void peer_andResendCountAndSizesAreTheLastToldOnes() {
        HttpClientOptions options = HttpClientOptions.builder().bodySizes(true).build();
        HttpClientCall<String> call = requireNonNull(
                new HttpClientSpans<>(sdk, "test", new FailingAdapter(), options).start(Context.root(), "request"));
        call.peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        call.peer(InetSocketAddress.createUnresolved("nowhere.invalid", 2));
        call.peer(null);
        call.resent(2);
        call.resent(1);
        call.requestBodySize(7);
        call.responseBodySize(-1);
        call.end(null);

        Attributes attributes = onlySpan().getAttributes();
        assertThat(attributes.get(stringKey("network.peer.address"))).isEqualTo("127.0.0.1");
        assertThat(attributes.get(longKey("network.peer.port"))).isEqualTo(1);
        assertThat(attributes.get(longKey("http.request.resend_count"))).isEqualTo(2);
        assertThat(attributes.get(longKey("http.request.body.size"))).isEqualTo(7);
        assertThat(attributes.get(longKey("http.response.body.size"))).isNull();
    }

    @Test
    void template_isForOneRequestOnly() {
        Context templated = UrlTemplate.in(Context.root(), "/a/{b}");
        HttpClientCall<String> outer = requireNonNull(failing.start(templated, "request"));
        requireNonNull(failing.start(outer.context(), "request")).end(null);
        outer.end(null);

        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("GET", "GET /a/{b}");
    }

    @Test
    void capturedHeaders_areCutAndKeepSecrets() {
        HttpClientOptions options = HttpClientOptions.builder()
                .captureRequestHeaders("Long", "Authorization", "long")
                .build();
        requireNonNull(new HttpClientSpans<>(sdk, "test", new FailingAdapter(), options)
                        .start(Context.root(), "request"))
                .end(null);

        List<String> values = onlySpan().getAttributes().get(stringArrayKey("http.request.header.long"));
        assertThat(values)
                .hasSize(CapturedHeaders.MOST_VALUES)
                .allSatisfy(value -> assertThat(value).hasSize(CapturedHeaders.MOST_CHARS));
        assertThat(onlySpan().getAttributes().get(stringArrayKey("http.request.header.authorization")))
                .containsExactly("REDACTED");
    }

    @Test
    void duration_withoutMeterProviderIsNotMeasured() {
        assertThat(HttpClientMetrics.of(OpenTelemetry.noop(), "test")).isNull();
    }

    @Test
    void call_withoutSdkDoesNothing() {
        HttpClientCall<String> call =
                requireNonNull(new HttpClientSpans<>(OpenTelemetry.noop(), "test", new FailingAdapter())
                        .start(Context.root(), "request"));
        assertThat(call.isRecording()).isFalse();
        assertThatCode(() -> {
                    call.responded("response");
                    call.canceled();
                    call.end(null);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void options_refuseBlankNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpClientOptions.builder().captureRequestHeaders(" "))
                .withMessage("a name must not be null or blank: name= ");
    }

    private HttpClientCall<String> call(String request) {
        return requireNonNull(failing.start(Context.root(), request));
    }

    private SpanData onlySpan() {
        assertThat(exporter.getFinishedSpanItems()).hasSize(1);
        return exporter.getFinishedSpanItems().get(0);
    }

    private Collection<MetricData> durations() {
        return reader.collectAllMetrics();
    }

    /** Fails where the message says so. */
    private static final class FailingAdapter implements HttpClientAdapter<String, String> {
        @Override
        public String method(String request) {
            failAt("method", request);
            return "GET";
        }

        @Override
        public String url(String request) {
            return "http://localhost/";
        }

        @Override
        public String serverAddress(String request) {
            return "localhost";
        }

        @Override
        public int serverPort(String request) {
            return 80;
        }

        @Override
        public int statusCode(String response) {
            failAt("status", response);
            return 200;
        }

        @Override
        public String protocolVersion(String response) {
            return "1.1";
        }

        @Override
        public int resendCount(String response) {
            return 0;
        }

        @Override
        public List<String> requestHeader(String request, String name) {
            failAt("request header", request);
            return Collections.nCopies(100, "x".repeat(10_000));
        }

        private static void failAt(String step, String message) {
            if (message.equals(step)) {
                throw new IllegalStateException("at " + step);
            }
        }
    }
}
