package dev.clew.instrumentation.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The histogram {@code http.server.request.duration}, in seconds: of every request, sampled or not. Its attributes have few
 * values, whatever a stranger sends. Threads: any.
 */
final class HttpServerDuration {
    private static final String NAME = "http.server.request.duration";
    private static final List<Double> BUCKETS_SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final Set<String> PROTOCOL_VERSIONS = Set.of("0.9", "1.0", "1.1", "2", "3");

    private final DoubleHistogram histogram;

    private HttpServerDuration(DoubleHistogram histogram) {
        this.histogram = histogram;
    }

    /** The metric, or null when there is nobody to tell. */
    static @Nullable HttpServerDuration of(OpenTelemetry openTelemetry, String scopeName, Failures failures) {
        try {
            MeterProvider meters = openTelemetry.getMeterProvider();
            if (meters == null || MeterProvider.noop().equals(meters)) {
                return null;
            }
            return new HttpServerDuration(meters.get(scopeName)
                    .histogramBuilder(NAME)
                    .setUnit("s")
                    .setDescription("Duration of HTTP server requests.")
                    .setExplicitBucketBoundariesAdvice(BUCKETS_SECONDS)
                    .build());
        } catch (RuntimeException | LinkageError failure) {
            failures.add("metric", failure);
            return null;
        }
    }

    /** Records a request that ends now. The context gives the measurement its exemplar. */
    void record(Context context, HttpServerRequest request, int statusCode, @Nullable String errorType) {
        long nanos = System.nanoTime() - request.startNanos();
        histogram.record(
                (double) nanos / TimeUnit.SECONDS.toNanos(1), attributes(request, statusCode, errorType), context);
    }

    private static Attributes attributes(HttpServerRequest request, int statusCode, @Nullable String errorType) {
        AttributesBuilder attributes = Attributes.builder()
                .put(HttpAttributes.HTTP_REQUEST_METHOD, request.knownMethod())
                .put(HttpAttributes.URL_SCHEME, request.scheme());
        String route = request.route();
        if (route != null) {
            attributes.put(HttpAttributes.HTTP_ROUTE, route);
        }
        String version = request.line().protocolVersion();
        if (version != null && PROTOCOL_VERSIONS.contains(version)) {
            attributes.put(HttpAttributes.NETWORK_PROTOCOL_VERSION, version);
        }
        if (statusCode >= 100) {
            attributes.put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) statusCode);
        }
        if (errorType != null) {
            attributes.put(HttpAttributes.ERROR_TYPE, errorType);
        }
        return attributes.build();
    }
}
