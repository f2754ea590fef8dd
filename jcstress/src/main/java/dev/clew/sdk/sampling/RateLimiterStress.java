package dev.clew.sdk.sampling;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What {@link RateLimiter} promises to several callers at once: a turn is taken by one of them, and none is lost. */
public class RateLimiterStress {
    private RateLimiterStress() {}

    /** Two callers and one turn. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "one got it")
    @Outcome(expect = FORBIDDEN, desc = "both got it, or nobody")
    @State
    public static class LastTurn {
        private final RateLimiter limiter = RateLimiter.of(1, () -> 0);

        @Actor
        public void first(II_Result seen) {
            seen.r1 = limiter.tryAcquire() ? 1 : 0;
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = limiter.tryAcquire() ? 1 : 0;
        }
    }

    /** Three callers and two turns, one of the callers by way of another rate that shares the balance. */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 0", "1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "two got them")
    @Outcome(expect = FORBIDDEN, desc = "a turn was taken twice, or lost")
    @State
    public static class SharedBalance {
        private final RateLimiter limiter = RateLimiter.of(2, () -> 0);
        private final RateLimiter sharing = limiter.withRate(2);

        @Actor
        public void first(III_Result seen) {
            seen.r1 = limiter.tryAcquire() ? 1 : 0;
        }

        @Actor
        public void second(III_Result seen) {
            seen.r2 = limiter.tryAcquire() ? 1 : 0;
        }

        @Actor
        public void third(III_Result seen) {
            seen.r3 = sharing.tryAcquire() ? 1 : 0;
        }
    }
}
