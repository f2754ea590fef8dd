package dev.clew.instrumentation.grpc;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metric {@code rpc.client.call.duration} or {@code rpc.server.call.duration}, in seconds. Threads: any. */
final class CallDurations {
    private static final List<Double> BUCKETS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final double NANOS_PER_SECOND = 1e9;

    private final SpanKind kind;
    private final DoubleHistogram histogram;

    private CallDurations(SpanKind kind, DoubleHistogram histogram) {
        this.kind = kind;
        this.histogram = histogram;
    }

    /** Null when nobody counts. */
    static @Nullable CallDurations of(OpenTelemetry openTelemetry, SpanKind kind) {
        MeterProvider meters = openTelemetry.getMeterProvider();
        if (meters.equals(MeterProvider.noop())) {
            return null;
        }
        boolean client = kind == SpanKind.CLIENT;
        DoubleHistogram histogram = meters.get(CallSpans.SCOPE)
                .histogramBuilder(client ? "rpc.client.call.duration" : "rpc.server.call.duration")
                .setDescription(
                        client
                                ? "Measures the duration of an outgoing Remote Procedure Call (RPC)."
                                : "Measures the duration of an incoming Remote Procedure Call (RPC).")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
        return new CallDurations(kind, histogram);
    }

    void record(long nanos, CallTarget target, Outcome outcome, Context context) {
        AttributesBuilder attributes = target.metricAttributes(kind)
                .put(RpcAttributes.RPC_STATUS_CODE, outcome.status().getCode().name());
        if (outcome.errorType() != null) {
            attributes.put(RpcAttributes.ERROR_TYPE, outcome.errorType());
        }
        histogram.record(nanos / NANOS_PER_SECOND, attributes.build(), context);
    }
}
