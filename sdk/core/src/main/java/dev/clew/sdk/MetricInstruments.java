package dev.clew.sdk;

import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.MetricKeys;
import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.Locale;

/**
 * The instruments that are read from the ledger, and how a reading is written to them.
 *
 * <p>What stands between a span's end and the destinations is the processor of the semantic conventions, a destination is an
 * exporter. Threads: the one that collects.
 */
record MetricInstruments(
        ObservableLongMeasurement started,
        ObservableLongMeasurement live,
        ObservableLongMeasurement processed,
        ObservableLongMeasurement queued,
        ObservableLongMeasurement inFlight,
        ObservableLongMeasurement exported,
        ObservableLongMeasurement dropped) {
    private static final String UNIT = "{span}";
    private static final String PROCESSOR_TYPE = "batching_span_processor";
    private static final Attributes PROCESSOR =
            Attributes.of(MetricKeys.COMPONENT_TYPE, PROCESSOR_TYPE, MetricKeys.COMPONENT_NAME, PROCESSOR_TYPE + "/0");

    static MetricInstruments of(Meter meter) {
        return new MetricInstruments(
                counter(meter, "otel.sdk.span.started", "Spans started, sampled or not."),
                gauge(meter, "otel.sdk.span.live", "Recording spans that have not ended."),
                counter(
                        meter,
                        "otel.sdk.processor.span.processed",
                        "Ended spans handed to the exporters, or lost before that."),
                gauge(meter, "otel.sdk.processor.span.queue.size", "Ended spans on their way to the exporters."),
                gauge(meter, "otel.sdk.exporter.span.inflight", "Spans that an exporter has and has no outcome for."),
                counter(meter, "otel.sdk.exporter.span.exported", "Spans that an exporter delivered, or failed to."),
                counter(meter, "clew.span.dropped", "Spans given up, by reason."));
    }

    private static ObservableLongMeasurement counter(Meter meter, String name, String description) {
        return meter.counterBuilder(name)
                .setUnit(UNIT)
                .setDescription(description)
                .buildObserver();
    }

    private static ObservableLongMeasurement gauge(Meter meter, String name, String description) {
        return meter.upDownCounterBuilder(name)
                .setUnit(UNIT)
                .setDescription(description)
                .buildObserver();
    }

    /** Lets the callback be run at each collection. */
    BatchCallback register(Meter meter, Runnable callback) {
        return meter.batchCallback(callback, started, live, processed, queued, inFlight, exported, dropped);
    }

    void write(MetricsReading reading) {
        SpanLedger ledger = reading.ledger();
        for (SpanCounts.Started spans : reading.started()) {
            if (spans.spans() > 0) {
                started.record(
                        spans.spans(),
                        Attributes.of(
                                MetricKeys.PARENT_ORIGIN,
                                spans.origin().name().toLowerCase(Locale.ROOT),
                                MetricKeys.SAMPLING_RESULT,
                                spans.decision().name()));
            }
        }
        live.record(ledger.live(), decided(SamplingDecision.RECORD_AND_SAMPLE));
        live.record(reading.liveUnsampled(), decided(SamplingDecision.RECORD_ONLY));
        processed.record(ledger.handedOver(), PROCESSOR);
        queued.record(ledger.held(), PROCESSOR);
        ledger.dropped().forEach((reason, spans) -> {
            processed.record(spans, failed(PROCESSOR, processorError(reason)));
            dropped.record(spans, because(PROCESSOR, reason));
        });
        for (int i = 0; i < reading.components().size(); i++) {
            write(ledger.destinations().get(i), reading.components().get(i));
        }
    }

    private void write(DestinationLedger destination, Attributes exporter) {
        inFlight.record(destination.held(), exporter);
        exported.record(destination.delivered(), exporter);
        if (destination.rejected() > 0) {
            exported.record(destination.rejected(), failed(exporter, "rejected"));
        }
        destination.dropped().forEach((reason, spans) -> {
            exported.record(spans, failed(exporter, reason.label()));
            dropped.record(spans, because(exporter, reason));
        });
    }

    // The words of the semantic conventions where they have one.
    private static String processorError(DropReason reason) {
        return switch (reason) {
            case RING_FULL -> "queue_full";
            case SHUTDOWN -> "already_shutdown";
            default -> reason.label();
        };
    }

    private static Attributes decided(SamplingDecision decision) {
        return Attributes.of(MetricKeys.SAMPLING_RESULT, decision.name());
    }

    private static Attributes failed(Attributes component, String error) {
        return component.toBuilder().put(MetricKeys.ERROR_TYPE, error).build();
    }

    private static Attributes because(Attributes component, DropReason reason) {
        return component.toBuilder().put(MetricKeys.DROP_REASON, reason.label()).build();
    }
}
