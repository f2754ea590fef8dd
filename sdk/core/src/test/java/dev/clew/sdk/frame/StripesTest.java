package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StripesTest {
    private static final int STRIPE_BYTES = 64 * 1024;
    private static final int SIDE_BYTES = 100_000;

    private final Stripes stripes = new Stripes(0, SIDE_BYTES, 1);
    private final AtomicInteger wakes = new AtomicInteger();
    private final Frame window = new Frame();

    StripesTest() {
        stripes.onHalfFull(wakes::incrementAndGet);
    }

    private boolean publish(int messageBytes) {
        return stripes.publish(EncodedSpans.scratch(new byte[messageBytes], 0), FrameLayout.SAMPLED);
    }

    private List<Integer> drained() {
        List<Integer> lengths = new ArrayList<>();
        int frames = stripes.drainTo(frame -> lengths.add(frame.messageLength()), window);
        assertThat(lengths).hasSize(frames);
        return lengths;
    }

    private void ownEach(int from) {
        for (int i = from; i < stripes.count(); i++) {
            assertThat(stripes.stripe(i).tryOwn()).isTrue();
        }
    }

    @Test
    void count_isTwiceTheProcessorsAsAPowerOfTwo() {
        assertThat(new Stripes(0, 0, 1).count()).isEqualTo(2);
        assertThat(new Stripes(0, 0, 3).count()).isEqualTo(8);
        assertThat(new Stripes(0, 0, 1_000).count()).isEqualTo(64);
    }

    @Test
    void publish_goesToAnotherStripeWhileOneIsBusy() {
        ownEach(1);

        assertThat(publish(100)).isTrue();

        assertThat(stripes.stripe(0).published()).isEqualTo(1);
        assertThat(drained()).containsExactly(100);
    }

    @Test
    void publish_goesThroughTheSideQueueWhileAllAreBusyAndWakesTheDrain() {
        ownEach(0);

        assertThat(publish(100)).isTrue();

        assertThat(stripes.stripe(0).published() + stripes.stripe(1).published())
                .isZero();
        assertThat(stripes.published()).isEqualTo(1);
        assertThat(wakes).hasValue(1);
        assertThat(drained()).containsExactly(100);
    }

    @Test
    void publish_ofALargeFrameGoesThroughTheSideQueueWhole() {
        int most = STRIPE_BYTES / 8 - FrameLayout.MESSAGE;

        assertThat(publish(most)).isTrue();
        assertThat(wakes).hasValue(0);
        assertThat(publish(most + 1)).isTrue();
        assertThat(wakes).hasValue(1);

        assertThat(drained()).containsExactlyInAnyOrder(most, most + 1);
    }

    @Test
    void publish_toFullStripesUsesTheOthersThenTheSideQueueThenAnswersFalse() {
        int taken = 0;
        while (publish(1_000)) {
            taken++;
        }

        int inStripes = 2 * (STRIPE_BYTES / 1_040);
        int aside = SIDE_BYTES / (1_040 + 48);
        assertThat(taken).isEqualTo(inStripes + aside);
        assertThat(stripes.published()).isEqualTo(taken);
        assertThat(drained()).hasSize(taken);
        assertThat(publish(1_000)).isTrue();
    }

    @Test
    void publish_wakesOncePerCrossingOfHalfFull() {
        for (int i = 0; i < 60; i++) {
            publish(1_000);
        }
        assertThat(wakes).hasValue(1);
        drained();
        for (int i = 0; i < 60; i++) {
            publish(1_000);
        }
        assertThat(wakes).hasValue(2);
    }

    @Test
    void publish_intoFullStripesWakesTheDrainOnceUntilItComes() {
        while (publish(1_000)) {
            // until all is full, far beyond the half of each stripe
        }
        assertThat(publish(1_000)).isFalse();
        assertThat(wakes).hasValue(1);
        assertThat(stripes.isDrainWanted()).isTrue();

        drained();
        assertThat(stripes.isDrainWanted()).isFalse();
        ownEach(0);
        publish(1_000);
        publish(1_000);
        assertThat(wakes).hasValue(2);
    }

    @Test
    void publish_keepsTheScratchsHeader() {
        OtlpWriter scratch = EncodedSpans.scratch(new byte[10], 4);
        scratch.setLong(FrameLayout.PARENT, 99);

        stripes.publish(scratch, FrameLayout.ERROR);

        stripes.drainTo(
                frame -> {
                    assertThat(frame.scopeId()).isEqualTo(4);
                    assertThat(frame.parentSpanId()).isEqualTo(99);
                    assertThat(frame.is(FrameLayout.ERROR)).isTrue();
                },
                window);
    }

    @Test
    void publish_allocatesNothingWhileThereIsRoom() {
        OtlpWriter scratch = EncodedSpans.scratch(new byte[200], 0);
        Stripe.Sink sink = frame -> {};

        assertThat(Allocation.bytesPerCall(() -> {
                    stripes.publish(scratch, 0);
                    stripes.drainTo(sink, window);
                }))
                .isZero();
    }

    @Test
    void close_refusesForGoodAndSaysSo() {
        publish(100);
        assertThat(stripes.isClosed()).isFalse();

        assertThat(stripes.close()).isTrue();
        assertThat(stripes.close()).isTrue();

        assertThat(stripes.isClosed()).isTrue();
        assertThat(publish(100)).isFalse();
        assertThat(drained()).containsExactly(100);
        assertThat(stripes.published()).isEqualTo(1);
    }

    @Test
    void close_waitsForWhoIsWriting() {
        assertThat(stripes.stripe(1).tryOwn()).isTrue();
        assertThat(stripes.close()).isFalse();

        stripes.stripe(1).disown();

        assertThat(stripes.close()).isTrue();
        assertThat(publish(100)).isFalse();
    }

    @Test
    void close_waitsForWhatIsInTheSideQueue() {
        publish(STRIPE_BYTES);
        assertThat(stripes.close()).isFalse();
        assertThat(publish(STRIPE_BYTES / 4)).isFalse();

        assertThat(drained()).containsExactly(STRIPE_BYTES);

        assertThat(stripes.close()).isTrue();
        assertThat(stripes.published()).isEqualTo(1);
    }

    @Test
    void none_takesNothingAndIsClosed() {
        Stripes none = Stripes.none();

        assertThat(none.publish(EncodedSpans.scratch(new byte[10], 0), 0)).isFalse();
        assertThat(none.isClosed()).isTrue();
        assertThat(none.close()).isTrue();
        assertThat(none.count()).isZero();
        assertThat(none.published()).isZero();
        assertThat(none.drainTo(frame -> {}, window)).isZero();
    }
}
