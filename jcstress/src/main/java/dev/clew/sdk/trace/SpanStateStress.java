package dev.clew.sdk.trace;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the word of {@link SpanState} promises to those who change, read and end a span. */
public class SpanStateStress {
    private SpanStateStress() {}

    /** Two writers: no change is lost. */
    @JCStressTest
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both changes")
    @Outcome(expect = FORBIDDEN, desc = "a change was lost")
    @State
    public static class WriterAndWriter extends SpanState {
        private int left;
        private int right;

        @Actor
        public void first() {
            change();
        }

        @Actor
        public void second() {
            change();
        }

        private void change() {
            if (lock()) {
                left++;
                right++;
                unlock();
            }
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r1 = left;
            seen.r2 = right;
        }
    }

    /** A writer and an optimistic reader: it sees all of a change or nothing of it. */
    @JCStressTest
    @Outcome(
            id = {"0, 0", "1, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "one state of the span")
    @Outcome(expect = FORBIDDEN, desc = "half of a change")
    @State
    public static class WriterAndReader extends SpanState {
        private int left;
        private int right;

        @Actor
        public void writer() {
            change();
            change();
        }

        private void change() {
            if (lock()) {
                left++;
                right++;
                unlock();
            }
        }

        @Actor
        public void reader(II_Result seen) {
            int both = read(() -> left * 10 + right);
            seen.r1 = both / 10;
            seen.r2 = both % 10;
        }
    }

    /** Two ends at once: exactly one counts. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "one end, and its time stays")
    @Outcome(expect = FORBIDDEN, desc = "two ends, or none")
    @State
    public static class EndAndEnd extends EndingSpan {
        @Actor
        public void first(III_Result seen) {
            seen.r1 = end(1);
        }

        @Actor
        public void second(III_Result seen) {
            seen.r2 = end(2);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r3 = endedAt;
        }
    }

    /** Two ends at once while processors may still change the span: exactly one counts, and only its thread changes. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "one end, and its time and change stay")
    @Outcome(expect = FORBIDDEN, desc = "two ends, none, or a stranger's change")
    @State
    public static class EndingAndEnding extends EndingSpan {
        @Actor
        public void first(III_Result seen) {
            seen.r1 = endWithProcessors(1);
        }

        @Actor
        public void second(III_Result seen) {
            seen.r2 = endWithProcessors(2);
        }

        @Arbiter
        public void afterwards(III_Result seen) {
            seen.r3 = endedAt == changedBy ? endedAt : -1;
        }
    }

    /** A change and an end at once: what was taken as a change is in the span that is encoded, what was refused is not. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = ACCEPTABLE,
            desc = "taken and encoded, or refused")
    @Outcome(expect = FORBIDDEN, desc = "taken and not encoded, or changed after the end")
    @State
    public static class ChangeAndEnd extends EndingSpan {
        @Actor
        public void change(II_Result seen) {
            if (lock()) {
                changedBy = 1;
                unlock();
                seen.r1 = 1;
            }
        }

        @Actor
        public void end(II_Result seen) {
            end(1);
            seen.r2 = changedBy;
        }
    }

    /** The steps by which {@code RecordingSpan} ends. */
    abstract static class EndingSpan extends SpanState {
        int endedAt;
        int changedBy;

        final int end(int time) {
            if (isEndingOrEnded() || !lock()) {
                return 0;
            }
            endedAt = time;
            unlockEnded();
            return 1;
        }

        final int endWithProcessors(int time) {
            if (isEndingOrEnded() || !lock()) {
                return 0;
            }
            endedAt = time;
            unlockEnding();
            if (lock()) {
                changedBy = time;
                unlock();
            }
            if (!lock()) {
                return -1;
            }
            unlockEnded();
            return 1;
        }
    }
}
