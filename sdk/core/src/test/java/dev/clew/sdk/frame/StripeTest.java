package dev.clew.sdk.frame;

import static dev.clew.sdk.frame.Stripe.Published.BUSY;
import static dev.clew.sdk.frame.Stripe.Published.FULL;
import static dev.clew.sdk.frame.Stripe.Published.YES;
import static dev.clew.sdk.frame.Stripe.Published.YES_NOW_HALF_FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.sdk.frame.Stripe.Published;
import dev.clew.sdk.telemetry.Allocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StripeTest {
    private static final int CAPACITY = 1_024;
    private static final int MAX_FRAME = CAPACITY / 8;

    private final Stripe stripe = new Stripe(CAPACITY);
    private final Frame window = new Frame();

    private Published publish(int number, int length) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) number);
        return stripe.tryPublish(frame, length, FrameLayout.commitWord(length, FrameLayout.KIND_SPAN, number & 0xFF));
    }

    /** The frames as {@code number*length}; each must hold nothing but its number. */
    private List<String> drained() {
        List<String> frames = new ArrayList<>();
        int count = stripe.drainTo(frame -> frames.add(seen(frame)), window);
        assertThat(frames).hasSize(count);
        return frames;
    }

    private static String seen(Frame frame) {
        byte[] message = EncodedSpans.message(frame);
        byte number = message[0];
        byte[] expected = new byte[message.length];
        Arrays.fill(expected, number);
        assertThat(message).isEqualTo(expected);
        assertThat(frame.threadId()).isEqualTo((number & 0xFFL) * 0x0101010101010101L);
        assertThat(frame.is(number & 0xFF)).isTrue();
        return number + "*" + (message.length + FrameLayout.MESSAGE);
    }

    @Test
    void frames_comeInTheirOrderOnce() {
        publish(1, 48);
        publish(2, 57);
        publish(3, 64);

        assertThat(drained()).containsExactly("1*48", "2*57", "3*64");
        assertThat(drained()).isEmpty();
        assertThat(stripe.published()).isEqualTo(3);
    }

    @Test
    void frames_ofEverySizeComeWhole() {
        for (int length = FrameLayout.MESSAGE + 1; length <= MAX_FRAME; length++) {
            assertThat(publish(length, length)).isIn(YES, YES_NOW_HALF_FULL);
            assertThat(drained()).containsExactly((byte) length + "*" + length);
        }
    }

    @Property
    void frames_ofAnySizesInAnyRhythmComeWholeAndInOrder(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 41, max = 128) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 9) int drainEvery) {
        Stripe fresh = new Stripe(CAPACITY);
        List<String> taken = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        int number = 0;
        for (int length : lengths) {
            number = number % 100 + 1;
            byte[] frame = new byte[length];
            Arrays.fill(frame, (byte) number);
            long commitWord = FrameLayout.commitWord(length, FrameLayout.KIND_SPAN, number);
            if (fresh.tryPublish(frame, length, commitWord) != FULL) {
                taken.add(number + "*" + length);
            }
            if (number % drainEvery == 0) {
                fresh.drainTo(each -> seen.add(seen(each)), window);
            }
        }
        fresh.drainTo(each -> seen.add(seen(each)), window);

        assertThat(seen).isEqualTo(taken);
        assertThat(fresh.published()).isEqualTo(taken.size());
    }

    @Test
    void full_refusesAndWritesNothing() {
        for (int i = 1; i <= 8; i++) {
            publish(i, MAX_FRAME);
        }

        assertThat(publish(9, 41)).isEqualTo(FULL);

        assertThat(drained()).hasSize(8).startsWith("1*128").endsWith("8*128");
        assertThat(publish(9, MAX_FRAME)).isEqualTo(YES);
        assertThat(drained()).containsExactly("9*128");
    }

    @Test
    void full_countsThePaddingBeforeTheEnd() {
        for (int i = 1; i <= 9; i++) {
            publish(i, 104); // 936 of 1024 bytes
        }
        drained();
        for (int i = 1; i <= 7; i++) {
            assertThat(publish(i, 120)).isNotEqualTo(FULL); // 88 bytes of padding, then 840
        }

        assertThat(publish(8, 104)).isEqualTo(FULL); // 96 left
        assertThat(publish(8, 96)).isEqualTo(YES);
        assertThat(publish(9, 41)).isEqualTo(FULL);
        assertThat(drained()).hasSize(8);
    }

    @Test
    void busy_whileAnotherOwnsItAndFreeAfterwards() {
        assertThat(stripe.tryOwn()).isTrue();
        assertThat(publish(1, 64)).isEqualTo(BUSY);
        stripe.disown();

        assertThat(publish(2, 64)).isEqualTo(YES);
        assertThat(drained()).containsExactly("2*64");
    }

    @Test
    void publish_fromWithinTheDrainIsForTheNextPass() {
        publish(1, 64);
        stripe.drainTo(frame -> assertThat(publish(2, 64)).isEqualTo(YES), window);

        assertThat(drained()).containsExactly("2*64");
    }

    @Test
    void halfFull_isToldOnceACrossing() {
        List<Published> first = publishEight();
        drained();
        List<Published> second = publishEight();

        List<Published> expected = List.of(YES, YES, YES, YES, YES_NOW_HALF_FULL, YES, YES, YES);
        assertThat(first).isEqualTo(expected);
        assertThat(second).isEqualTo(expected);
    }

    @Test
    void halfFull_isNotToldWhileTheDrainKeepsUp() {
        for (int i = 0; i < 100; i++) {
            assertThat(publish(1, MAX_FRAME)).isEqualTo(YES);
            assertThat(publish(2, MAX_FRAME)).isEqualTo(YES);
            drained();
        }
    }

    private List<Published> publishEight() {
        List<Published> results = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            results.add(publish(i, MAX_FRAME));
        }
        return results;
    }

    @Test
    void drain_freesAsItGoes() {
        publishEight();
        List<Published> meanwhile = new ArrayList<>();

        stripe.drainTo(frame -> meanwhile.add(publish(9, MAX_FRAME)), window);

        assertThat(meanwhile.get(0)).isEqualTo(FULL);
        assertThat(meanwhile.subList(1, 8)).doesNotContain(FULL);
        assertThat(drained()).hasSize(7);
    }

    @Test
    void drain_givesNoFrameAgainWhoseSinkThrew() {
        publish(1, 64);
        publish(2, 64);

        assertThatThrownBy(() -> stripe.drainTo(
                        frame -> {
                            throw new IllegalStateException();
                        },
                        window))
                .isInstanceOf(IllegalStateException.class);

        assertThat(drained()).containsExactly("2*64");
    }

    @Test
    void publishAndDrain_allocateNothing() {
        byte[] frame = new byte[MAX_FRAME];
        long commitWord = FrameLayout.commitWord(MAX_FRAME, FrameLayout.KIND_SPAN, 0);
        byte[] message = new byte[MAX_FRAME];
        Stripe.Sink sink = seen -> seen.copyMessage(message, 0);

        assertThat(Allocation.bytesPerCall(() -> {
                    stripe.tryPublish(frame, MAX_FRAME, commitWord);
                    stripe.drainTo(sink, window);
                }))
                .isZero();
    }
}
