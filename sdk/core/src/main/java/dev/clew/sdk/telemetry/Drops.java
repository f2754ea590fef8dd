package dev.clew.sdk.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Dropped spans, counted by reason. Threads: any. Allocates: nothing when counting. */
public final class Drops {
    private final Map<DropReason, LongAdder> byReason = new EnumMap<>(DropReason.class);
    private final Incidents incidents;
    private final String where;

    /**
     * Counts drops of one place and reports each reason once a minute.
     *
     * @param where names the place in log lines, such as a destination's endpoint
     */
    public Drops(String where, Incidents incidents) {
        this.where = where;
        this.incidents = incidents;
        for (DropReason reason : DropReason.values()) {
            byReason.put(reason, new LongAdder());
        }
    }

    public void add(DropReason reason, long spans) {
        Objects.requireNonNull(byReason.get(reason)).add(spans);
        incidents.report("spans dropped: " + where + ", reason=" + reason.label(), spans, null);
    }

    /** All spans dropped here so far. */
    public long total() {
        return byReason.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The counts that are not zero. */
    public Map<DropReason, Long> byReason() {
        Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
        byReason.forEach((reason, adder) -> {
            long count = adder.sum();
            if (count > 0) {
                counts.put(reason, count);
            }
        });
        return Map.copyOf(counts);
    }
}
