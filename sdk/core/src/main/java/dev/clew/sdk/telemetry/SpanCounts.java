package dev.clew.sdk.telemetry;

import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Spans counted where they start, by parent and by what the sampler decided, and those given up before a destination saw them.
 *
 * <p>Spans that are not recorded are counted only when somebody reads them. Threads: any. Allocates: nothing when counting.
 */
public final class SpanCounts {
    private final ByDecision roots = new ByDecision();
    private final ByDecision localChildren = new ByDecision();
    private final ByDecision remoteChildren = new ByDecision();
    private final LongAdder unsampledEnded = new LongAdder();
    private final Drops drops;
    private final boolean countsUnrecorded;

    /**
     * Counts of one SDK.
     *
     * @param drops what is given up between a span's end and the destinations
     * @param countsUnrecorded whether spans that the sampler dropped are counted as well
     */
    public SpanCounts(Drops drops, boolean countsUnrecorded) {
        this.drops = drops;
        this.countsUnrecorded = countsUnrecorded;
    }

    /** A span starts; to be called before anybody can end it. */
    public void started(ParentOrigin origin, SamplingDecision decision) {
        if (decision != SamplingDecision.DROP || countsUnrecorded) {
            started(origin).of(decision).increment();
        }
    }

    /** A span ended that is recorded and not sampled: it goes no further. */
    public void unsampledEnded() {
        unsampledEnded.increment();
    }

    /** Spans given up between their end and the destinations. */
    public Drops drops() {
        return drops;
    }

    /** Ends of spans that are recorded and not sampled. To be read before {@link #started()}: no end is then without its start. */
    public long unsampledEndedSoFar() {
        return unsampledEnded.sum();
    }

    /** Spans started so far, one entry for each parent and decision; entries of decisions that are not counted are 0. */
    public List<Started> started() {
        List<Started> counts = new ArrayList<>();
        for (ParentOrigin origin : ParentOrigin.values()) {
            for (SamplingDecision decision : SamplingDecision.values()) {
                counts.add(new Started(
                        origin, decision, started(origin).of(decision).sum()));
            }
        }
        return counts;
    }

    private ByDecision started(ParentOrigin origin) {
        return switch (origin) {
            case NONE -> roots;
            case LOCAL -> localChildren;
            case REMOTE -> remoteChildren;
        };
    }

    /** Spans with one kind of parent. */
    private static final class ByDecision {
        private final LongAdder dropped = new LongAdder();
        private final LongAdder recorded = new LongAdder();
        private final LongAdder sampled = new LongAdder();

        LongAdder of(SamplingDecision decision) {
            return switch (decision) {
                case DROP -> dropped;
                case RECORD_ONLY -> recorded;
                case RECORD_AND_SAMPLE -> sampled;
            };
        }
    }

    /** Where a span's parent is. */
    public enum ParentOrigin {
        NONE,
        LOCAL,
        REMOTE
    }

    /** So many spans started under a parent of that kind with that decision. */
    public record Started(ParentOrigin origin, SamplingDecision decision, long spans) {}
}
