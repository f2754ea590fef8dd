package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.sdk.telemetry.Incidents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Ids of processes that are restored from one image: the random numbers are the image's, and the same in each. */
class IdSourceTest {
    private static final int MANY = 100_000;

    private final Incidents incidents = new Incidents();

    /** A generator in the state in which a checkpoint finds it, as often as one likes. */
    private static final class Image implements LongSupplier {
        private SplittableRandom state = new SplittableRandom(1);

        @Override
        public long getAsLong() {
            return state.nextLong();
        }

        void restore() {
            state = new SplittableRandom(1);
        }
    }

    private static List<Long> firstIds(IdSource ids) {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            IdSource.NewTraceId trace = ids.traceId();
            made.add(trace.high());
            made.add(trace.low());
            made.add(ids.spanId());
        }
        return made;
    }

    @Test
    void reseed_makesOtherIdsInEachProcessRestoredFromOneImage() {
        Image image = new Image();
        IdSource ids = new IdSource(null, image, incidents);
        List<Long> original = firstIds(ids);

        image.restore();
        assertThat(firstIds(ids)).as("what happens without a reseed").isEqualTo(original);

        Set<Long> seen = new HashSet<>(original);
        for (int copy = 0; copy < 4; copy++) {
            image.restore();
            ids.reseed();
            List<Long> made = firstIds(ids);
            assertThat(made).doesNotContainAnyElementsOf(seen);
            seen.addAll(made);
        }
    }

    @Test
    void sources_differFromTheStartThoughTheirNumbersAreTheSame() {
        List<Long> one = firstIds(new IdSource(null, new Image(), incidents));
        List<Long> other = firstIds(new IdSource(null, new Image(), incidents));

        assertThat(one).doesNotContainAnyElementsOf(other);
    }

    @Test
    void traceIdAndSpanId_haveSaltsOfTheirOwn() {
        IdSource ids = new IdSource(null, () -> 0, incidents);
        IdSource.NewTraceId trace = ids.traceId();

        assertThat(new HashSet<>(List.of(trace.high(), trace.low(), ids.spanId())))
                .hasSize(3);
    }

    @Test
    void ids_areNeverZero() {
        Deque<Long> numbers = new ArrayDeque<>(List.of(0L, 0L, 0L));
        IdSource ids = new IdSource(null, numbers::remove, incidents);
        long spanSalt = ids.spanId();
        IdSource.NewTraceId traceSalt = ids.traceId();

        numbers.addAll(List.of(spanSalt, spanSalt, spanSalt ^ 7));
        assertThat(ids.spanId()).isEqualTo(7);
        numbers.addAll(List.of(traceSalt.high(), traceSalt.low(), traceSalt.low() ^ 9));
        assertThat(ids.traceId()).isEqualTo(new IdSource.NewTraceId(0, 9));
    }

    @Test
    void everyBitOfAnId_isSetInHalfOfThem() {
        IdSource ids = new IdSource(null, incidents);
        int[] set = new int[192];
        Set<Long> spanIds = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            IdSource.NewTraceId trace = ids.traceId();
            long span = ids.spanId();
            spanIds.add(span);
            count(set, 0, trace.high());
            count(set, 64, trace.low());
            count(set, 128, span);
        }

        assertThat(spanIds).hasSize(MANY);
        // Seven standard deviations: by chance once in 10^9 runs.
        int far = (int) (7 * Math.sqrt(MANY) / 2);
        for (int bit = 0; bit < set.length; bit++) {
            assertThat(set[bit]).as("bit " + bit).isCloseTo(MANY / 2, within(far));
        }
    }

    private static void count(int[] set, int from, long id) {
        for (int bit = 0; bit < 64; bit++) {
            set[from + bit] += (int) (id >>> bit & 1);
        }
    }

    @Test
    void rootFlags_callSaltedIdsRandom() {
        IdSource ids = new IdSource(null, incidents);
        ids.reseed();

        assertThat(ids.rootFlags()).isEqualTo(SpanIdentity.RANDOM);
    }

    @Test
    void foreignGenerator_isAskedAndItsIdsAreLeftAlone() {
        IdSource ids = new IdSource(new CountingIds(false), incidents);
        ids.reseed();

        assertThat(ids.spanId()).isOne();
        assertThat(ids.traceId()).isEqualTo(new IdSource.NewTraceId(0, 1));
        assertThat(ids.rootFlags()).isZero();
    }
}
