package dev.clew.sdk.differential;

import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanLimitsBuilder;
import java.util.List;
import java.util.Random;

/**
 * What an SDK is told before the first span.
 *
 * @param reuse whether builders start several spans: then how many links were recorded is not compared
 *     ({@link Difference#BUILDER_AGAIN})
 * @param oddLists whether there are lists with nulls, and empty ones: what an OTLP exporter makes of them differs
 *     ({@link Difference#NULL_IN_LIST}), so that what is on the wire is not compared
 * @param threads how many take part
 * @param randomIds whether the id generator says that its trace ids are random
 * @param interference from which a processor draws what it does to spans that start and end; 0 when it does nothing
 */
record Setup(
        boolean reuse,
        boolean oddLists,
        int threads,
        SpanLimits limits,
        Decider decider,
        boolean randomIds,
        long interference) {
    // Small ones are met often.
    private static final int[] COUNTS = {0, 1, 1, 2, 3, 4, 7, 128};
    // Mostly such that record.
    private static final List<Decider> DECIDERS = List.of(
            Decider.ALWAYS_ON,
            Decider.ALWAYS_ON,
            Decider.ALWAYS_ON,
            Decider.ALWAYS_OFF,
            Decider.RATIO,
            Decider.PARENT_OR_ON,
            Decider.PARENT_OR_ON,
            Decider.PARENT_OR_RATIO,
            Decider.RECORD_ONLY,
            Decider.NOSY,
            Decider.NOSY,
            Decider.PARENT_OR_NOSY);
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 8, 11, 40, 1_000};

    static Setup draw(Random random) {
        return new Setup(
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextBoolean() ? 1 : 2 + random.nextInt(LockStep.THREADS - 1),
                limits(random),
                DECIDERS.get(random.nextInt(DECIDERS.size())),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? random.nextLong() | 1 : 0);
    }

    private static SpanLimits limits(Random random) {
        SpanLimitsBuilder limits = SpanLimits.builder();
        if (random.nextBoolean()) {
            int attributes = count(random);
            limits.setMaxNumberOfAttributes(attributes)
                    .setMaxNumberOfAttributesPerEvent(random.nextBoolean() ? attributes : count(random))
                    .setMaxNumberOfAttributesPerLink(count(random))
                    .setMaxNumberOfEvents(count(random))
                    .setMaxNumberOfLinks(count(random));
        }
        if (random.nextBoolean()) {
            limits.setMaxAttributeValueLength(LENGTHS[random.nextInt(LENGTHS.length)]);
        }
        return limits.build();
    }

    private static int count(Random random) {
        return COUNTS[random.nextInt(COUNTS.length)];
    }

    /** The same with nothing special, for a failure that does not need it. */
    Setup simplest() {
        return new Setup(reuse, oddLists, threads, SpanLimits.getDefault(), Decider.ALWAYS_ON, randomIds, 0);
    }

    /** Whether limits make no difference to exceptions ({@link Difference#EXCEPTION_LIMIT}). */
    boolean recordsExceptions() {
        return limits.getMaxNumberOfAttributes() == limits.getMaxNumberOfAttributesPerEvent();
    }
}
