package dev.clew.sdk.export;

import java.util.concurrent.TimeUnit;

/**
 * When a batch is sealed, and how much a destination may hold.
 *
 * @param maxSpans spans in a batch, at least 1
 * @param maxBytes bytes of spans after which a batch is sealed
 * @param maxAgeNanos how long a span waits in an open batch
 * @param maxInFlight requests on their way at the same time
 * @param maxHeldBytes sealed batches together, waiting and in flight; beyond that the oldest that waits is dropped
 * @param maxHeldSpans spans that wait, in sealed batches or for an exporter; beyond that they are dropped as beyond the bytes
 * @param exportTimeoutNanos how long a foreign exporter may take over a batch before that counts as lost; 0 is no limit. A
 *     sender has its own timeout, and a batch that it cannot deliver is sent again
 */
public record BatchLimits(
        int maxSpans,
        int maxBytes,
        long maxAgeNanos,
        int maxInFlight,
        long maxHeldBytes,
        int maxHeldSpans,
        long exportTimeoutNanos) {
    private static final long MIN_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** 8,192 spans, 2 MiB, 1 s, 4 requests, 32 MiB: 30 s of an outage at 5,000 spans/s of 200 bytes. */
    public static final BatchLimits DEFAULT = new BatchLimits(8192, 2 << 20, TimeUnit.SECONDS.toNanos(1), 4, 32L << 20);

    /** The same for foreign exporters, with batches of 512 spans, as they are used to, and 30 s for each. */
    public static final BatchLimits OF_EXPORTERS = DEFAULT.withMaxSpans(512);

    /** Limits in bytes alone, and 30 s for an exporter. */
    public BatchLimits(int maxSpans, int maxBytes, long maxAgeNanos, int maxInFlight, long maxHeldBytes) {
        this(
                maxSpans,
                maxBytes,
                maxAgeNanos,
                maxInFlight,
                maxHeldBytes,
                Integer.MAX_VALUE,
                TimeUnit.SECONDS.toNanos(30));
    }

    /** How long a span may wait before its destination sees it: that counts towards the age of its batch. */
    long patienceNanos() {
        return Math.max(MIN_PATIENCE_NANOS, maxAgeNanos / 2);
    }

    public BatchLimits withMaxSpans(int spans) {
        return new BatchLimits(
                spans, maxBytes, maxAgeNanos, maxInFlight, maxHeldBytes, maxHeldSpans, exportTimeoutNanos);
    }

    public BatchLimits withMaxAgeNanos(long nanos) {
        return new BatchLimits(maxSpans, maxBytes, nanos, maxInFlight, maxHeldBytes, maxHeldSpans, exportTimeoutNanos);
    }

    public BatchLimits withMaxHeldSpans(int spans) {
        return new BatchLimits(maxSpans, maxBytes, maxAgeNanos, maxInFlight, maxHeldBytes, spans, exportTimeoutNanos);
    }

    public BatchLimits withExportTimeoutNanos(long nanos) {
        return new BatchLimits(maxSpans, maxBytes, maxAgeNanos, maxInFlight, maxHeldBytes, maxHeldSpans, nanos);
    }
}
