package dev.clew.instrumentation.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures {@code http.client.request.duration}, in seconds, of requests whether sampled or not. Threads: any.
 */
final class HttpClientMetrics {
    private static final String NAME = "http.client.request.duration";
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DoubleHistogram duration;

    private HttpClientMetrics(DoubleHistogram duration) {
        this.duration = duration;
    }

    /** Null where nobody reads metrics, which then cost nothing. */
    static @Nullable HttpClientMetrics of(OpenTelemetry openTelemetry, String scopeName) {
        MeterProvider provider = openTelemetry.getMeterProvider();
        if (provider.equals(MeterProvider.noop())) {
            return null;
        }
        return new HttpClientMetrics(provider.get(scopeName)
                .histogramBuilder(NAME)
                .setDescription("Duration of HTTP client requests.")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build());
    }

    /** A request that starts now. The target is what the conventions ask for before the answer is known. */
    Measurement start(String method, @Nullable String serverAddress, int serverPort) {
        AttributesBuilder target = Attributes.builder().put(HttpAttributes.HTTP_REQUEST_METHOD, method);
        if (serverAddress != null) {
            target.put(HttpAttributes.SERVER_ADDRESS, serverAddress);
        }
        if (serverPort > 0) {
            target.put(HttpAttributes.SERVER_PORT, (long) serverPort);
        }
        return new Measurement(duration, target, System.nanoTime());
    }

    /** One request under way. Threads: one ends it. */
    record Measurement(DoubleHistogram duration, AttributesBuilder attributes, long startNanos) {
        void end(Context context, int statusCode, @Nullable String protocolVersion, @Nullable String errorType) {
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            if (statusCode >= 100) {
                attributes.put(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) statusCode);
            }
            if (protocolVersion != null) {
                attributes.put(HttpAttributes.NETWORK_PROTOCOL_VERSION, protocolVersion);
            }
            if (errorType != null) {
                attributes.put(HttpAttributes.ERROR_TYPE, errorType);
            }
            duration.record(seconds, attributes.build(), context);
        }
    }
}
