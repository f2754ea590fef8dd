package dev.clew.sdk.export;

import dev.clew.sdk.telemetry.Counter;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.Drops;
import dev.clew.sdk.telemetry.Incidents;
import java.util.Map;

/** The running account of one destination. Threads: its own thread counts, any reads. */
final class DestinationCounts {
    private final String destination;
    private final Counter accepted = new Counter();
    private final Counter delivered = new Counter();
    private final Counter rejected = new Counter();
    private final Drops drops;

    DestinationCounts(String destination, Incidents incidents) {
        this.destination = destination;
        this.drops = new Drops(destination, incidents);
    }

    String destination() {
        return destination;
    }

    void accepted(long spans) {
        accepted.add(spans);
    }

    void delivered(long spans) {
        delivered.add(spans);
    }

    void rejected(long spans) {
        rejected.add(spans);
    }

    void dropped(DropReason reason, long spans) {
        drops.add(reason, spans);
    }

    void sayDrops() {
        drops.say();
    }

    // Outcomes are read before what was accepted, so that under load the account shows too much held, never too little.
    DestinationLedger snapshot() {
        long deliveredNow = delivered.get();
        long rejectedNow = rejected.get();
        Map<DropReason, Long> droppedNow = drops.byReason();
        return new DestinationLedger(destination, accepted.get(), deliveredNow, rejectedNow, droppedNow);
    }
}
