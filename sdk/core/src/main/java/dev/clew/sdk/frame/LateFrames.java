package dev.clew.sdk.frame;

import dev.clew.sdk.telemetry.Counter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The spans that wait for the drain to write their frames: few, since each may hold whatever the exceptions in it hold.
 *
 * <p>Threads: any caller offers, the drain takes. Allocates: a node of the queue. When full: {@link #offer} says so, and the
 * caller writes its frame itself.
 */
final class LateFrames {
    static final int MOST_WAITING = 256;
    private static final int SCRATCH_BYTES = 8 * 1024;
    private static final int MAX_KEPT_SCRATCH_BYTES = 64 * 1024;

    private final Queue<LateFrame> waiting = new ConcurrentLinkedQueue<>();
    private final Room room = new Room(MOST_WAITING);
    private final AtomicLong offered = new AtomicLong();

    // Written by the drain.
    private final Counter failed = new Counter();
    private OtlpWriter scratch = new OtlpWriter(0);

    Stripe.Published offer(LateFrame frame) {
        long taken = room.take(1);
        if (taken == Room.NONE) {
            return Stripe.Published.FULL;
        }
        offered.incrementAndGet();
        try {
            waiting.add(frame);
        } catch (Throwable noMemory) {
            offered.decrementAndGet();
            room.giveBack(1);
            throw noMemory;
        }
        return taken == MOST_WAITING / 2 ? Stripe.Published.YES_NOW_HALF_FULL : Stripe.Published.YES;
    }

    /** Writes the frames that wait and hands them to the sink, but no more than can have waited at the start. */
    int drainTo(Stripe.Sink sink, Frame window) {
        int taken = 0;
        while (taken < MOST_WAITING && !waiting.isEmpty()) {
            beginFrame(); // first: when there is no memory for it, no span has been taken out
            LateFrame frame = waiting.remove();
            taken++;
            room.giveBack(1);
            int flags = frame.writeTo(scratch);
            if (flags == LateFrame.FAILED) {
                failed.add(1); // released: who sees the count sees that the frame was offered
            } else {
                scratch.setLong(
                        FrameLayout.COMMIT, FrameLayout.commitWord(scratch.size(), FrameLayout.KIND_SPAN, flags));
                sink.accept(window.at(scratch.array()));
            }
        }
        return taken;
    }

    private void beginFrame() {
        if (scratch.array().length == 0 || scratch.array().length > MAX_KEPT_SCRATCH_BYTES) {
            scratch = new OtlpWriter(SCRATCH_BYTES);
        }
        scratch.reset(FrameLayout.MESSAGE);
    }

    /** Takes no more frames; false while one is still on its way in or waits to be drained. For the drain. */
    boolean close() {
        return room.close();
    }

    /** Frames ever taken in. */
    long offered() {
        return offered.get();
    }

    /** Frames that were taken in and could not be written. */
    long failed() {
        return failed.get();
    }
}
