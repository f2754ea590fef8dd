package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.DropReason;
import java.util.Map;

/**
 * What became of the spans that a destination accepted: accepted = held + delivered + rejected + dropped.
 *
 * @param destination protocol and endpoint, or the exporter's name
 * @param accepted spans handed to the destination
 * @param delivered spans that the other side took; at least once, so a repeated batch may have arrived twice
 * @param rejected spans that the other side refused
 * @param dropped spans given up, by reason; reasons that never came are left out
 */
public record DestinationLedger(
        String destination, long accepted, long delivered, long rejected, Map<DropReason, Long> dropped) {
    public DestinationLedger {
        dropped = Map.copyOf(dropped);
    }

    /** Spans in batches that wait or are on their way. */
    public long held() {
        return accepted - delivered - rejected - droppedTotal();
    }

    /** Spans given up, for whatever reason. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
