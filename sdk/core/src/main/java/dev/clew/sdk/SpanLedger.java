package dev.clew.sdk;

import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.telemetry.DropReason;
import java.util.List;
import java.util.Map;

/**
 * What became of every sampled span that ended: recorded = held + handed over + dropped, and then per destination.
 *
 * <p>Exact when no span is ending; under load, {@link #held} may be too large by the spans of the moment, and nothing is ever
 * missing from it.
 *
 * @param recorded sampled spans that ended
 * @param handedOver spans that the drain gave to the destinations
 * @param dropped spans that never reached the drain, by reason; reasons that never came are left out
 * @param destinations what each destination did with what it was given
 */
public record SpanLedger(
        long recorded, long handedOver, Map<DropReason, Long> dropped, List<DestinationLedger> destinations) {
    public SpanLedger {
        dropped = Map.copyOf(dropped);
        destinations = List.copyOf(destinations);
    }

    /** Spans between their end and the destinations. */
    public long held() {
        return recorded - handedOver - droppedBeforeDestinations();
    }

    /** Spans that some destination took, summed over destinations. */
    public long delivered() {
        return destinations.stream().mapToLong(DestinationLedger::delivered).sum();
    }

    /** Spans that were lost anywhere: dropped before the destinations, dropped by one, or rejected by the other side. */
    public long lost() {
        return droppedBeforeDestinations()
                + destinations.stream()
                        .mapToLong(destination -> destination.droppedTotal() + destination.rejected())
                        .sum();
    }

    private long droppedBeforeDestinations() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
