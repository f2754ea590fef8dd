package dev.clew.sdk.export;

import dev.clew.sdk.frame.FrameConsumer;
import io.opentelemetry.api.common.Attributes;

/** Where batches go: keeps what it accepted until it is delivered or given up, and accounts for it. */
public interface Destination extends FrameConsumer {
    /** Sends what it holds as soon as it can, and tells the flush once everything accepted so far has an outcome. On the drain. */
    void flush(Flush flush);

    /**
     * As {@link #flush}, then closes; what has no outcome by the deadline is dropped and counted. On the drain.
     *
     * @param deadlineNanos on the drain's monotonic clock
     */
    void shutdown(Flush flush, long deadlineNanos);

    /** Lets go of connections, which come back when there is something to send. Any thread. */
    default void disconnect() {}

    /** The account so far. Any thread. */
    DestinationLedger ledger();

    /** What the destination is in the SDK's metrics: its type, its name, and whom it sends to. Any thread. */
    Attributes component();
}
