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
 */
public record BatchLimits(int maxSpans, int maxBytes, long maxAgeNanos, int maxInFlight, long maxHeldBytes) {
    /** 4,096 spans, 1 MiB, 1 s, 4 requests, 32 MiB: 30 s of an outage at 5,000 spans/s of 200 bytes. */
    public static final BatchLimits DEFAULT = new BatchLimits(4096, 1 << 20, TimeUnit.SECONDS.toNanos(1), 4, 32L << 20);
}
