package dev.clew.sdk.export;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.clew.sdk.telemetry.Counter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What {@link Counter} promises to who reads several of them. */
public class CounterStress {
    private CounterStress() {}

    /** Release and acquire: read downstream first, no batch is delivered that was not accepted. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "at rest")
    @Outcome(
            id = {"0, 1", "0, 2", "1, 2"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "held")
    @Outcome(expect = FORBIDDEN, desc = "delivered and not accepted: less than none held")
    @State
    public static class DeliveredWasAccepted {
        private final Counter accepted = new Counter();
        private final Counter delivered = new Counter();

        @Actor
        public void drain() {
            accepted.add(1);
            delivered.add(1);
            accepted.add(1);
            delivered.add(1);
        }

        @Actor
        public void ledger(II_Result seen) {
            seen.r1 = (int) delivered.get();
            seen.r2 = (int) accepted.get();
        }
    }
}
