package dev.clew.sdk.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Dropped spans, counted by reason. Counting is all that the thread that drops pays; somebody else says it from time to time.
 *
 * <p>Threads: any counts and reads, one calls {@link #say}. Allocates: nothing when counting.
 */
public final class Drops {
    private final Map<DropReason, LongAdder> byReason = new EnumMap<>(DropReason.class);
    // Written by the thread that calls say().
    private final Map<DropReason, Long> said = new EnumMap<>(DropReason.class);
    private final Incidents incidents;
    private final String where;

    /**
     * Counts drops of one place.
     *
     * @param where names the place in log lines, such as a destination's endpoint
     */
    public Drops(String where, Incidents incidents) {
        this.where = where;
        this.incidents = incidents;
        for (DropReason reason : DropReason.values()) {
            byReason.put(reason, new LongAdder());
            said.put(reason, 0L);
        }
    }

    public void add(DropReason reason, long spans) {
        Objects.requireNonNull(byReason.get(reason)).add(spans);
    }

    /** Reports what was dropped since the last call, by reason; each is logged once a minute. */
    public void say() {
        byReason.forEach((reason, count) -> {
            long now = count.sum();
            long before = Objects.requireNonNull(said.put(reason, now));
            if (now > before) {
                incidents.report("spans dropped: " + where + ", reason=" + reason.label(), now - before, null);
            }
        });
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
