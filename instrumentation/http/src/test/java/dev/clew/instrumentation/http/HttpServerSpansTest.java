package dev.clew.instrumentation.http;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerSpansTest {
    private static final Logger LOGGER = Logger.getLogger(Failures.class.getName());
    private static final Map<String, String> REQUEST =
            Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Host", "shop.example");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetry sdk = OpenTelemetrySdk.builder()
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .build();
    private final RecordedLog log = new RecordedLog();

    @BeforeEach
    void listenToTheLog() {
        LOGGER.addHandler(log);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void leaveTheLog() {
        LOGGER.removeHandler(log);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void end_twiceEndsAndMeasuresOnce() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter());
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        served.end(context, 200, null);
        served.end(context, 500, new IllegalStateException("too late"));

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                    .isEqualTo(200);
        });
        assertThat(measured()).isEqualTo(1);
    }

    @Test
    void end_ofAContextWithoutSpanDoesNothing() {
        assertThatCode(() -> served(new MapAdapter()).end(Context.root(), 200, null))
                .doesNotThrowAnyException();
        assertThat(measured()).isZero();
    }

    @Test
    void route_withoutServerSpanDoesNothing() {
        assertThatCode(() -> HttpServerSpans.route(Context.root(), "/orders")).doesNotThrowAnyException();
    }

    @Test
    void route_foundLateNamesTheSpanAndTheMetricBelowTheHandlersSpans() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter());
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        HttpServerSpans.route(context.with(Span.getInvalid()), "/orders/{id}");
        served.end(context, 200, null);

        assertThat(onlySpan().getName()).isEqualTo("GET /orders/{id}");
        assertThat(metrics.collectAllMetrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.getHistogramData().getPoints())
                        .singleElement()
                        .satisfies(point -> assertThat(point.getAttributes().get(stringKey("http.route")))
                                .isEqualTo("/orders/{id}")));
    }

    @Test
    void span_ofHeadersThatThrowIsANewTraceAndOneLine() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter() {
            @Override
            public String get(Map<String, String> request, String name) {
                throw new IllegalStateException("thrown by the getter");
            }
        });
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        served.end(context, 200, null);

        SpanData span = onlySpan();
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getName()).isEqualTo("GET /orders/*");
        assertThat(span.getAttributes().get(stringKey("url.path"))).isEqualTo("/orders/7");
        assertThat(log.lines).singleElement().asString().contains("step=start", "thrown by the getter");
    }

    @Test
    void start_withAFailingAdapterGivesNoSpanAndOneLine() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter() {
            @Override
            public String method(Map<String, String> request) {
                throw new IllegalStateException("thrown by the adapter");
            }
        });

        assertThat(served.start(Context.root(), REQUEST)).isNull();
        assertThat(log.lines).hasSize(1);
    }

    @Test
    void end_withAFailingAdapterStillEndsAndMeasures() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter() {
            @Override
            public int statusCode(Integer response) {
                throw new IllegalStateException("thrown by the adapter");
            }
        });
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        served.end(context, 200, null);

        assertThat(onlySpan().hasEnded()).isTrue();
        assertThat(measured()).isEqualTo(1);
        assertThat(log.lines).hasSize(1);
    }

    @Test
    void findRoute_survivesAThrowingHook() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter());
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        served.findRoute(context, () -> {
            throw new IllegalStateException("thrown by the hook");
        });
        served.findRoute(context, () -> null);
        served.end(context, 200, null);

        assertThat(onlySpan().getName()).isEqualTo("GET /orders/*");
        assertThat(log.lines).singleElement().asString().contains("step=route");
    }

    @Test
    void errorType_ofTheLibraryIsThatOfTheSpan() {
        HttpServerSpans<Map<String, String>, Integer> served = served(new MapAdapter() {
            @Override
            public String errorType(Integer response) {
                return "timeout";
            }
        });
        Context context = requireNonNull(served.start(Context.root(), REQUEST));
        served.end(context, 503, null);

        assertThat(onlySpan().getAttributes().get(stringKey("error.type"))).isEqualTo("timeout");
    }

    @Test
    void duration_isNotMeasuredWithoutAMeterProvider() {
        assertThat(HttpServerDuration.of(OpenTelemetry.noop(), "test", new Failures("test")))
                .isNull();
    }

    private HttpServerSpans<Map<String, String>, Integer> served(MapAdapter adapter) {
        return new HttpServerSpans<>(sdk, "test", adapter, HttpServerOptions.defaults());
    }

    private SpanData onlySpan() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().get(0);
    }

    private long measured() {
        return metrics.collectAllMetrics().stream()
                .map(MetricData::getHistogramData)
                .flatMap(histogram -> histogram.getPoints().stream())
                .mapToLong(point -> point.getCount())
                .sum();
    }

    /** What is logged, with its cause. */
    private static final class RecordedLog extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord logged) {
            lines.add(logged.getLevel() + " " + logged.getMessage() + " " + logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
