package dev.clew.sdk;

import dev.clew.sdk.export.DestinationLedger;
import dev.clew.sdk.telemetry.DropReason;
import java.util.List;
import java.util.Map;

/**
 * What became of every sampled span that started: recorded = live + held + handed over + dropped, and for each destination
 * handed over = held + delivered + rejected + dropped.
 *
 * <p>Exact at rest, and once everything has ended and a flush is through, live and held are 0. Under load the figures are read one
 * after the other, the last stations first: a span that moves on meanwhile is still seen at the station before. So {@link #live},
 * {@link #held} and the held of a destination may be too large by the spans of the moment, none is ever negative, and no span is
 * ever seen further on than it is. A span that nobody ends stays live.
 *
 * @param recorded sampled spans that started
 * @param live sampled spans that have not ended, or are being encoded by the thread that ends them
 * @param handedOver spans that were given to the destinations
 * @param dropped spans that ended and never reached the destinations, by reason; reasons that never came are left out
 * @param destinations what each destination did with what it was given
 */
public record SpanLedger(
        long recorded,
        long live,
        long handedOver,
        Map<DropReason, Long> dropped,
        List<DestinationLedger> destinations) {
    public SpanLedger {
        dropped = Map.copyOf(dropped);
        destinations = List.copyOf(destinations);
    }

    /** Spans between their end and the destinations. */
    public long held() {
        return recorded - live - handedOver - droppedBeforeDestinations();
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
