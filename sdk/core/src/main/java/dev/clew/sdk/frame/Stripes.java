package dev.clew.sdk.frame;

import java.util.logging.Level;
import java.util.logging.Logger;

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
    // Each try that fails costs the JVM half a second of collecting garbage: few steps.
    private static final int SMALLER = 8;
    private static final Logger LOGGER = Logger.getLogger(Stripes.class.getName());

    private final Stripe[] stripes;
    private final SideQueue side;
    private final LateFrames late = new LateFrames();
    private final int maxFrameBytes;
    private volatile Runnable wake = () -> {};
    private volatile boolean wanted; // since the last draining began
    private volatile boolean closed;

    /**
     * Rings of so many bytes together; of less, with a warning, when the process may not have so much direct memory.
     *
     * @param ringBytes split over twice as many stripes as there are processors; rounded so that each is a power of two and at
     *     least 64 KiB
     * @param sideBytes heap for frames that no stripe took
     * @throws IllegalStateException when there is not even direct memory for the smallest rings
     */
    public Stripes(long ringBytes, long sideBytes, int processors) {
        int count = Math.min(MAX_STRIPES, ceilingPowerOfTwo(2 * processors));
        int each = Math.max(MIN_STRIPE_BYTES, (int) Math.min(1 << 30, Long.highestOneBit(ringBytes / count)));
        stripes = allocate(count, each);
        side = new SideQueue(sideBytes);
        maxFrameBytes = stripes[0].capacity() / 8;
    }

    private Stripes() {
        stripes = new Stripe[0];
        side = new SideQueue(0);
        maxFrameBytes = 0;
        closed = true;
    }

    /** No rings and no memory, for an SDK that makes no spans: nothing can be published. */
    public static Stripes none() {
        return new Stripes();
    }

    private static Stripe[] allocate(int count, int wanted) {
        for (int each = wanted; ; each = Math.max(MIN_STRIPE_BYTES, each / SMALLER)) {
            try {
                Stripe[] made = new Stripe[count];
                for (int i = 0; i < count; i++) {
                    made[i] = new Stripe(each);
                }
                if (each < wanted) {
                    LOGGER.log(
                            Level.WARNING,
                            "spans wait in {0} KiB instead of {1} KiB, more are lost under load:"
                                    + " the process has no more direct memory, see -XX:MaxDirectMemorySize",
                            new Object[] {count * (each >> 10), count * (wanted >> 10)});
                }
                return made;
            } catch (OutOfMemoryError noDirectMemory) {
                if (each == MIN_STRIPE_BYTES) {
                    throw new IllegalStateException(
                            "spans need at least " + count * (each >> 10)
                                    + " KiB of direct memory to wait in: raise -XX:MaxDirectMemorySize",
                            noDirectMemory);
                }
            }
        }
    }

    /**
     * What to run when a stripe becomes more than half full, or all are full, once between two drainings; called on the caller's
     * thread, must not block.
     */
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
                    wakeDrain();
                    return true;
                }
            }
        }
        scratch.setLong(FrameLayout.COMMIT, commitWord);
        boolean queued = side.offer(scratch);
        wakeDrain();
        return queued;
    }

    /**
     * Leaves the writing of the frame to the drain.
     *
     * @return false when too many wait so, or all is closed: the caller writes the frame itself
     */
    public boolean publishLate(LateFrame frame) {
        Stripe.Published published = late.offer(frame);
        if (published != Stripe.Published.YES) {
            wakeDrain();
        }
        return published != Stripe.Published.FULL;
    }

    /**
     * The first caller pays for waking the drain, the others read one word: where rings stay full, each span's caller comes here.
     *
     * <p>Who reads {@code wanted} just before a draining begins may not be seen by it: the drain then finds the frame at its next
     * poll, 40 ms later at most, as it finds those of callers who wake nobody.
     */
    private void wakeDrain() {
        if (!wanted) {
            wanted = true;
            wake.run();
        }
    }

    /** Whether somebody has woken the drain since the last draining began. */
    boolean isDrainWanted() {
        return wanted;
    }

    /**
     * Tries to end publishing, for the drain, again and again until it answers true: {@link #drainTo} then finds all that was
     * ever published.
     */
    boolean close() {
        closed = true; // first, so that a caller that is refused learns why
        boolean all = late.close();
        all &= side.close();
        for (Stripe stripe : stripes) {
            all &= stripe.close();
        }
        return all;
    }

    /** Whether a frame that was refused was refused for good. */
    public boolean isClosed() {
        return closed;
    }

    /** Hands every frame published so far to the sink; the number of them, and of those that could not be written. */
    int drainTo(Stripe.Sink sink, Frame window) {
        wanted = false;
        int frames = late.drainTo(sink, window) + side.drainTo(sink, window);
        for (Stripe stripe : stripes) {
            frames += stripe.drainTo(sink, window);
        }
        return frames;
    }

    /** Frames published so far, also those that wait to be written, and those that then could not be. */
    public long published() {
        long published = side.offered() + late.offered();
        for (Stripe stripe : stripes) {
            published += stripe.published();
        }
        return published;
    }

    /** Frames that were published and then could not be written. */
    public long failed() {
        return late.failed();
    }

    /** Number of stripes; a power of two, or 0. */
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
