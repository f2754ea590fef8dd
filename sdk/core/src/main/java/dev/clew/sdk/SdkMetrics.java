package dev.clew.sdk;

import dev.clew.sdk.telemetry.Durations;
import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's own metrics, handed to the meter provider that the application gave (docs/metrics.md).
 *
 * <p>All but the durations are read when the application collects, from the counts that the ledger has anyway, on the thread that
 * collects. After the end one more collection sees the last figures, so that what the shutdown dropped is not lost; until then
 * the meter holds these figures only, and not the SDK. A provider that throws is reported, and there are no metrics. Threads: any.
 */
final class SdkMetrics {
    private static final String METER = "dev.clew.sdk";
    // Seconds. The defaults of OpenTelemetry are made for milliseconds.
    private static final List<Double> BOUNDARIES =
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final @Nullable Meter meter;
    private final Durations durations;
    private final Incidents incidents;
    private volatile @Nullable Supplier<MetricsReading> source;
    private volatile @Nullable BatchCallback registered;
    private volatile boolean ended;

    private SdkMetrics(@Nullable Meter meter, @Nullable DoubleHistogram seconds, Incidents incidents) {
        this.meter = meter;
        this.durations = seconds == null ? Durations.NONE : new Durations(seconds, incidents);
        this.incidents = incidents;
    }

    /** Metrics for the provider; none, at no cost, for null and the one that does nothing. */
    static SdkMetrics of(@Nullable MeterProvider provider, Incidents incidents) {
        if (provider == null || MeterProvider.noop().equals(provider)) {
            return new SdkMetrics(null, null, incidents);
        }
        try {
            Meter meter = provider.get(METER);
            DoubleHistogram seconds = meter.histogramBuilder("otel.sdk.exporter.operation.duration")
                    .setUnit("s")
                    .setDescription("How long one attempt of an exporter took, from the call to its answer.")
                    .setExplicitBucketBoundariesAdvice(BOUNDARIES)
                    .build();
            return new SdkMetrics(meter, seconds, incidents);
        } catch (Throwable thrown) {
            incidents.report(
                    "meter provider failed, the SDK has no metrics: "
                            + provider.getClass().getName(),
                    thrown);
            return new SdkMetrics(null, null, incidents);
        }
    }

    /** Whether anybody reads. */
    boolean areOn() {
        return meter != null;
    }

    Durations durations() {
        return durations;
    }

    /** Registers the instruments; from now on a collection reads the source. */
    void observe(Supplier<MetricsReading> newSource) {
        if (meter == null) {
            return;
        }
        source = newSource;
        try {
            MetricInstruments instruments = MetricInstruments.of(meter);
            registered = instruments.register(meter, () -> read(instruments));
        } catch (Throwable thrown) {
            incidents.report("meter provider failed, the SDK has no metrics", thrown);
        }
    }

    private void read(MetricInstruments instruments) {
        try {
            Supplier<MetricsReading> current = source;
            if (current != null) {
                boolean last = ended;
                instruments.write(current.get());
                if (last) {
                    unregister();
                }
            }
        } catch (Throwable thrown) {
            incidents.report("the SDK's metrics could not be read", thrown);
        }
    }

    /** Keeps the figures of now for one more collection, and lets go of the SDK. */
    void end() {
        Supplier<MetricsReading> current = source;
        if (current != null && !ended) {
            MetricsReading last = current.get();
            source = () -> last;
            ended = true;
        }
    }

    private void unregister() {
        BatchCallback callback = registered;
        if (callback != null) {
            source = null;
            registered = null;
            callback.close();
        }
    }
}
