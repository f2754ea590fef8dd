package dev.clew.sdk.frame;

import java.util.Arrays;

/**
 * The rings between the threads that end spans and the drain.
 *
 * <p>Each thread starts at a stripe of its own choosing and goes on to the others when that one is busy or full; when none
 * takes the frame, it goes through the byte-bounded side queue. Threads: any caller, one drain. Allocates: nothing while the
 * stripes have room. When full: {@link #publish} answers false.
 */
public final class Stripes {
    private static final int MIN_STRIPE_BYTES = 64 * 1024;
    private static final int MAX_STRIPES = 64;

    private final Stripe[] stripes;
    private final SideQueue side;
    private final int maxFrameBytes;
    private volatile Runnable wake = () -> {};

    /**
     * Rings of so many bytes together.
     *
     * @param ringBytes split over twice as many stripes as there are processors; rounded so that each is a power of two and at
     *     least 64 KiB
     * @param sideBytes heap for frames that no stripe took
     */
    public Stripes(long ringBytes, long sideBytes, int processors) {
        int count = Math.min(MAX_STRIPES, ceilingPowerOfTwo(2 * processors));
        int each = Math.max(MIN_STRIPE_BYTES, (int) Math.min(1 << 30, Long.highestOneBit(ringBytes / count)));
        stripes = new Stripe[count];
        Arrays.setAll(stripes, i -> new Stripe(each));
        side = new SideQueue(sideBytes);
        maxFrameBytes = each / 8;
    }

    /** What to run when a stripe becomes more than half full; called on the caller's thread, must not block. */
    void onHalfFull(Runnable runnable) {
        wake = runnable;
    }

    /**
     * Publishes the frame in the scratch.
     *
     * @param flags as in {@link FrameLayout}
     * @return false when neither a stripe nor the side queue has room: the frame is dropped and the caller counts it
     */
    public boolean publish(OtlpWriter scratch, int flags) {
        int length = scratch.size();
        long commitWord = FrameLayout.commitWord(length, FrameLayout.KIND_SPAN, flags);
        if (length <= maxFrameBytes) {
            int first = index();
            for (int i = 0; i < stripes.length; i++) {
                Stripe stripe = stripes[first + i & stripes.length - 1];
                Stripe.Published published = stripe.tryPublish(scratch.array(), length, commitWord);
                if (published == Stripe.Published.YES) {
                    return true;
                }
                if (published == Stripe.Published.YES_NOW_HALF_FULL) {
                    wake.run();
                    return true;
                }
            }
        }
        scratch.setLong(FrameLayout.COMMIT, commitWord);
        boolean queued = side.offer(scratch);
        wake.run();
        return queued;
    }

    /** Hands every frame published so far to the sink; the number of them. */
    int drainTo(Stripe.Sink sink, Frame window) {
        int frames = side.drainTo(sink, window);
        for (Stripe stripe : stripes) {
            frames += stripe.drainTo(sink, window);
        }
        return frames;
    }

    /** Frames published so far, in stripes and side queue. */
    public long published() {
        long published = side.offered();
        for (Stripe stripe : stripes) {
            published += stripe.published();
        }
        return published;
    }

    /** Number of stripes; a power of two. */
    public int count() {
        return stripes.length;
    }

    Stripe stripe(int index) {
        return stripes[index];
    }

    private int index() {
        return ThreadSlots.hash() & stripes.length - 1;
    }

    private static int ceilingPowerOfTwo(int value) {
        return value <= 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }
}
