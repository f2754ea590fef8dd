package dev.clew.sdk.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.sdk.telemetry.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateFramesTest {
    private static final int HALF = LateFrames.MOST_WAITING / 2;

    private final Stripes stripes = new Stripes(0, 1 << 20, 1);
    private final AtomicInteger wakes = new AtomicInteger();
    private final Frame window = new Frame();
    private final List<String> seen = new ArrayList<>();

    LateFramesTest() {
        stripes.onHalfFull(wakes::incrementAndGet);
    }

    private static LateFrame frame(String text, int flags) {
        return scratch -> {
            scratch.append(text.getBytes(ISO_8859_1));
            return flags;
        };
    }

    private int drain() {
        return stripes.drainTo(
                frame -> seen.add(
                        new String(EncodedSpans.message(frame), ISO_8859_1) + (frame.is(FrameLayout.ERROR) ? "!" : "")),
                window);
    }

    @Test
    void frames_areWrittenOnceByWhoDrains() {
        assertThat(stripes.publishLate(frame("first", 0))).isTrue();
        assertThat(stripes.publishLate(frame("x".repeat(100_000), FrameLayout.ERROR)))
                .isTrue();
        assertThat(stripes.publishLate(frame("last", FrameLayout.ERROR))).isTrue();
        assertThat(stripes.published()).isEqualTo(3);
        assertThat(wakes).hasValue(0);

        assertThat(drain()).isEqualTo(3);
        assertThat(seen).containsExactly("first", "x".repeat(100_000) + "!", "last!");
        assertThat(drain()).isZero();
        assertThat(stripes.failed()).isZero();
    }

    @Test
    void waiting_areSoManyAtMostAndWakeTheDrainOnceAtHalf() {
        for (int i = 0; i < LateFrames.MOST_WAITING; i++) {
            assertThat(stripes.publishLate(frame("", 0))).isTrue();
            assertThat(wakes).hasValue(i + 1 < HALF ? 0 : 1);
        }
        assertThat(stripes.publishLate(frame("", 0))).isFalse();
        assertThat(wakes).hasValue(1);
        assertThat(stripes.published()).isEqualTo(LateFrames.MOST_WAITING);

        assertThat(drain()).isEqualTo(LateFrames.MOST_WAITING);
        assertThat(stripes.publishLate(frame("", 0))).isTrue();
    }

    @Test
    void drainTo_endsAlsoWhenEachFrameBringsAnother() {
        LateFrame again = new LateFrame() {
            @Override
            public int writeTo(OtlpWriter scratch) {
                stripes.publishLate(this);
                return 0;
            }
        };
        stripes.publishLate(again);

        assertThat(drain()).isEqualTo(LateFrames.MOST_WAITING);
    }

    @Test
    void frame_thatCannotBeWrittenIsCountedAndGoesNowhere() {
        stripes.publishLate(frame("half a message", LateFrame.FAILED));
        stripes.publishLate(frame("whole", 0));

        assertThat(drain()).isEqualTo(2);
        assertThat(seen).containsExactly("whole");
        assertThat(stripes.failed()).isEqualTo(1);
        assertThat(stripes.published()).isEqualTo(2);
    }

    @Test
    void frame_whoseSinkThrewDoesNotComeAgainAndLeavesItsPlace() {
        stripes.publishLate(frame("first", 0));
        stripes.publishLate(frame("second", 0));

        assertThatThrownBy(() -> stripes.drainTo(
                        frame -> {
                            throw new IllegalStateException();
                        },
                        window))
                .isInstanceOf(IllegalStateException.class);

        assertThat(drain()).isEqualTo(1);
        assertThat(seen).containsExactly("second");
        assertThat(stripes.close()).isTrue();
    }

    @Test
    void close_waitsForWhatWaitsAndTakesNoMore() {
        stripes.publishLate(frame("before", 0));

        assertThat(stripes.close()).isFalse();
        assertThat(stripes.publishLate(frame("after", 0))).isFalse();

        drain();
        assertThat(stripes.close()).isTrue();
        assertThat(seen).containsExactly("before");
    }

    @Test
    void finish_writesWhatWaitsAndLetsNobodyWaitAnyMore() {
        Drain drain = new Drain(stripes, System::nanoTime, () -> {}, new Incidents());
        stripes.publishLate(frame("at the end", 0));
        List<Integer> lengths = new ArrayList<>();
        drain.addConsumer(new FrameConsumer() {
            @Override
            public void accept(Frame frame) {
                lengths.add(frame.messageLength());
            }

            @Override
            public void afterPass(long nowNanos) {}
        });

        drain.finish();

        assertThat(lengths).containsExactly(10);
        assertThat(drain.frames()).isEqualTo(1);
        assertThat(stripes.publishLate(frame("later", 0))).isFalse();
    }
}
