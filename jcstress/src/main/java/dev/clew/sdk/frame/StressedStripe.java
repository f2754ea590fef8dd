package dev.clew.sdk.frame;

import java.util.Arrays;

/** A stripe of eight frames, each of one letter, and a look at what the drain finds in it. */
class StressedStripe {
    static final int TORN = -1;
    private static final int CAPACITY = 512;
    private static final int FRAME_BYTES = CAPACITY / 8;
    private static final int MESSAGE_BYTES = FRAME_BYTES - FrameLayout.MESSAGE;
    private static final long SPAN = FrameLayout.commitWord(FRAME_BYTES, FrameLayout.KIND_SPAN, 0);

    private final Stripe stripe = new Stripe(CAPACITY);
    private final Frame window = new Frame();
    private final byte[] message = new byte[MESSAGE_BYTES];
    private int found;

    /**
     * A stripe with the letter in all of its memory.
     *
     * @param drained the frames were taken out, one lap is over; otherwise the stripe is full
     */
    StressedStripe(int letter, boolean drained) {
        for (int i = 0; i < 8; i++) {
            if (publish(letter) != 1) {
                throw new AssertionError("the stripe should have room for eight");
            }
        }
        if (drained) {
            drain(letter, letter);
        }
    }

    /** Tries once to publish a frame of the letter: 1 when it is in. */
    final int publish(int letter) {
        byte[] frame = new byte[FRAME_BYTES];
        Arrays.fill(frame, (byte) letter);
        return switch (stripe.tryPublish(frame, FRAME_BYTES, SPAN)) {
            case YES, YES_NOW_HALF_FULL -> 1;
            case FULL, BUSY -> 0;
        };
    }

    /** Drains: the number of frames of the first letter, plus ten times those of the second; or {@link #TORN}. */
    final int drain(int one, int ten) {
        found = 0;
        int frames = stripe.drainTo(frame -> look(frame, one, ten), window);
        return frames == found / 10 + found % 10 ? found : TORN;
    }

    /** Frames that were ever published, as the ledger reads it. */
    final long published() {
        return stripe.published();
    }

    private void look(Frame frame, int one, int ten) {
        frame.copyMessage(message, 0);
        int letter = message[0];
        for (byte each : message) {
            if (each != letter) {
                letter = 0;
            }
        }
        // The header was written in the same copy as the message.
        if (frame.threadId() != (letter & 0xFFL) * 0x0101010101010101L) {
            letter = 0;
        }
        if (letter == one) {
            found++;
        } else if (letter == ten) {
            found += 10;
        } else {
            found += 100;
        }
    }
}
