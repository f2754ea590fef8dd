package dev.clew.instrumentation.kafka;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The metrics of the messaging conventions, where there is a meter provider to tell them to. Threads: any. */
final class OperationMetrics {
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final double NANOS_IN_A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final DoubleHistogram operationDuration;
    private final DoubleHistogram processDuration;
    private final LongCounter sent;
    private final LongCounter consumed;

    private OperationMetrics(Meter meter) {
        operationDuration = histogram(
                meter,
                "messaging.client.operation.duration",
                "Duration of messaging operation initiated by a producer or consumer client.");
        processDuration = histogram(meter, "messaging.process.duration", "Duration of processing operation.");
        sent = counter(
                meter,
                "messaging.client.sent.messages",
                "Number of messages producer attempted to send to the broker.");
        consumed = counter(
                meter,
                "messaging.client.consumed.messages",
                "Number of messages that were delivered to the application.");
    }

    /** Null without a meter provider: then nothing is measured, and no attributes are made for it. */
    static @Nullable OperationMetrics of(OpenTelemetry openTelemetry, String scopeName) {
        MeterProvider meters = openTelemetry.getMeterProvider();
        return meters.equals(MeterProvider.noop()) ? null : new OperationMetrics(meters.get(scopeName));
    }

    private static DoubleHistogram histogram(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    private static LongCounter counter(Meter meter, String name, String description) {
        return meter.counterBuilder(name)
                .setUnit("{message}")
                .setDescription(description)
                .build();
    }

    /** The operation is over, in the context of its span. */
    void ended(Operation operation, Context context, @Nullable Throwable error) {
        double seconds = (System.nanoTime() - operation.startNanos()) / NANOS_IN_A_SECOND;
        switch (operation.kind()) {
            case SEND -> {
                operationDuration.record(seconds, operation.metricAttributes(error), context);
                sent.add(1, operation.metricAttributes(error), context);
            }
            case POLL -> operationDuration.record(seconds, operation.metricAttributes(error), context);
            case PROCESS -> processDuration.record(seconds, operation.metricAttributes(error), context);
        }
    }

    /** The poll returned these records. */
    void consumed(Operation poll, Context context, ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            consumed.add(
                    records.records(partition).size(),
                    poll.with(partition.topic()).metricAttributes(null),
                    context);
        }
    }
}
