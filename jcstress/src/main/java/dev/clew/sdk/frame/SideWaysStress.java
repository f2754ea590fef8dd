package dev.clew.sdk.frame;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the ways beside the stripes promise: {@link Room}, {@link SideQueue}, {@link LateFrames} and {@link ThreadSlots}. */
public class SideWaysStress {
    private SideWaysStress() {}

    private static OtlpWriter scratch() {
        OtlpWriter scratch = new OtlpWriter(FrameLayout.MESSAGE);
        scratch.reset(FrameLayout.MESSAGE);
        return scratch;
    }

    /** Room for one: one of two gets it. */
    @JCStressTest
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "one got it")
    @Outcome(expect = FORBIDDEN, desc = "given twice, or to nobody")
    @State
    public static class LastRoom {
        private final Room room = new Room(1);

        @Actor
        public void first(II_Result seen) {
            seen.r1 = (int) room.take(1);
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = (int) room.take(1);
        }
    }

    /** A frame on the heap at the end: refused, or seen by the drain that finds the queue closed. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "refused, or taken and seen")
    @Outcome(expect = FORBIDDEN, desc = "taken and never seen, or seen and refused")
    @State
    public static class FrameAndTheEnd {
        private final SideQueue queue = new SideQueue(1_000);
        private final Frame window = new Frame();
        private final OtlpWriter scratch = scratch();

        @Actor
        public void caller(II_Result seen) {
            seen.r1 = queue.offer(scratch) ? 1 : 0;
        }

        @Actor
        public void drain(II_Result seen) {
            int frames = 0;
            while (!queue.close()) {
                frames += queue.drainTo(frame -> {}, window);
            }
            seen.r2 = frames + queue.drainTo(frame -> {}, window);
        }
    }

    /** A span that waits for the drain at the end: refused, or written, and what it holds is whole. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "1, 1, 7"},
            expect = ACCEPTABLE,
            desc = "refused, or taken and written")
    @Outcome(expect = FORBIDDEN, desc = "taken and never written, written and refused, or half of it")
    @State
    public static class LateFrameAndTheEnd {
        private final LateFrames frames = new LateFrames();
        private final Frame window = new Frame();
        private int held;
        private int written;

        @Actor
        public void caller(III_Result seen) {
            held = 7;
            LateFrame late = scratch -> {
                written = held;
                return 0;
            };
            seen.r1 = frames.offer(late) == Stripe.Published.FULL ? 0 : 1;
        }

        @Actor
        public void drain(III_Result seen) {
            int count = 0;
            while (!frames.close()) {
                count += frames.drainTo(frame -> {}, window);
            }
            seen.r2 = count + frames.drainTo(frame -> {}, window);
            seen.r3 = written;
        }
    }

    /** Release of the count: a frame that is counted as failed is counted as published. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "before both, or after both")
    @Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "between them: held")
    @Outcome(expect = FORBIDDEN, desc = "failed and not published: less than none held")
    @State
    public static class FailedWasPublished {
        private final LateFrames frames = new LateFrames();
        private final Frame window = new Frame();

        @Actor
        public void callerAndDrain() {
            frames.offer(scratch -> LateFrame.FAILED);
            frames.drainTo(frame -> {}, window);
        }

        @Actor
        public void ledger(II_Result seen) {
            seen.r1 = (int) frames.failed();
            seen.r2 = (int) frames.offered();
        }
    }

    /** Release and getAndSet of a slot: one thread has the object, and sees what was done to it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 1", "1, 0, 0", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "still there, or one has it as it was given")
    @Outcome(expect = FORBIDDEN, desc = "two have it, it is lost, or it is not as it was given")
    @State
    public static class OneTakesWhatIsGiven {
        private final ThreadSlots<int[]> slots = new ThreadSlots<>(1);

        @Actor
        public void giver() {
            int[] object = new int[1];
            object[0] = 1;
            slots.give(object);
        }

        @Actor
        public void first(III_Result seen) {
            seen.r1 = taken();
        }

        @Actor
        public void second(III_Result seen) {
            seen.r2 = taken();
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r3 = taken();
        }

        private int taken() {
            int[] object = slots.take();
            return object == null ? 0 : object[0];
        }
    }
}
