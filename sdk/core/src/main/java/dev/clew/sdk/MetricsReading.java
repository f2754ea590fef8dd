package dev.clew.sdk;

import dev.clew.sdk.telemetry.SpanCounts;
import io.opentelemetry.api.common.Attributes;
import java.util.List;

/**
 * What the metrics are made of, read at one time.
 *
 * @param started all spans, by parent and decision; what the ledger calls recorded is the sum of the sampled ones
 * @param liveUnsampled spans that record without being sampled and have not ended
 * @param components what each destination of the ledger is called, in the same order
 */
record MetricsReading(
        SpanLedger ledger, List<SpanCounts.Started> started, long liveUnsampled, List<Attributes> components) {}
