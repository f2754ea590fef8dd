package dev.clew.sdk.frame;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the access modes of {@link Stripe} promise. */
public class StripePublicationStress {
    private static final int OLD = 'o';
    private static final int A = 'a';
    private static final int B = 'b';

    private StripePublicationStress() {}

    /** Release of the tail: a drain that sees it sees the frame, and nothing of the lap before. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "drained afterwards")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "drained as it came, whole")
    @Outcome(expect = FORBIDDEN, desc = "torn, of the lap before, lost, or there twice")
    @State
    public static class DrainSeesWholeFrames extends StressedStripe {
        public DrainSeesWholeFrames() {
            super(OLD, true);
        }

        @Actor
        public void caller() {
            publish(A);
        }

        @Actor
        public void drain(II_Result seen) {
            seen.r1 = drain(A, B);
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r2 = drain(A, B);
        }
    }

    /** Acquire and release of the ownership: the next owner goes on where the last one stopped. */
    @JCStressTest
    @Outcome(id = "1, 1, 11", expect = ACCEPTABLE, desc = "one after the other, both there")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE_INTERESTING, desc = "the second found it busy")
    @Outcome(id = "0, 1, 10", expect = ACCEPTABLE_INTERESTING, desc = "the first found it busy")
    @Outcome(expect = FORBIDDEN, desc = "one wrote over the other")
    @State
    public static class OwnersHandOver extends StressedStripe {
        public OwnersHandOver() {
            super(OLD, true);
        }

        @Actor
        public void first(III_Result seen) {
            seen.r1 = publish(A);
        }

        @Actor
        public void second(III_Result seen) {
            seen.r2 = publish(B);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r3 = drain(A, B);
        }
    }

    /** Release of the head: the drain has read a frame before a caller writes over it. */
    @JCStressTest
    @Outcome(id = "0, 8, 0", expect = ACCEPTABLE, desc = "still full: refused")
    @Outcome(id = "1, 8, 10", expect = ACCEPTABLE, desc = "in after the drain's read, for the next pass")
    @Outcome(expect = FORBIDDEN, desc = "written over while the drain read it")
    @State
    public static class HeadFreesAfterTheRead extends StressedStripe {
        public HeadFreesAfterTheRead() {
            super(A, false);
        }

        @Actor
        public void caller(III_Result seen) {
            seen.r1 = publish(B);
        }

        @Actor
        public void drain(III_Result seen) {
            seen.r2 = drain(A, B);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r3 = drain(A, B);
        }
    }

    /** Two callers, one of which also drains: what was taken in is drained whole, once. */
    @JCStressTest
    @Outcome(id = "1, 1, 11", expect = ACCEPTABLE, desc = "both in, each drained once")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE_INTERESTING, desc = "the second found it busy")
    @Outcome(id = "0, 1, 10", expect = ACCEPTABLE_INTERESTING, desc = "the first found it busy")
    @Outcome(expect = FORBIDDEN, desc = "torn, lost, or there twice")
    @State
    public static class CallersAndTheDrain extends StressedStripe {
        private int drained;

        public CallersAndTheDrain() {
            super(OLD, true);
        }

        @Actor
        public void first(III_Result seen) {
            seen.r1 = publish(A);
        }

        @Actor
        public void secondAndDrain(III_Result seen) {
            seen.r2 = publish(B);
            drained = drain(A, B);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            int rest = drain(A, B);
            seen.r3 = drained == TORN || rest == TORN ? TORN : drained + rest;
        }
    }

    /** Release of the count: a span that is counted as published is counted as started. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before both")
    @Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "between them: live")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "after both")
    @Outcome(expect = FORBIDDEN, desc = "published and not started: less than none live")
    @State
    public static class PublishedHasStarted extends StressedStripe {
        // The frames that the constructor put in and took out.
        private static final long BEFORE = 8;

        private final LongAdder started = new LongAdder();

        public PublishedHasStarted() {
            super(OLD, true);
        }

        @Actor
        public void caller() {
            started.increment();
            publish(A);
        }

        @Actor
        public void ledger(II_Result seen) {
            seen.r1 = (int) (published() - BEFORE);
            seen.r2 = (int) started.sum();
        }
    }
}
