package dev.clew.sdk.frame;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames on the heap, for what the stripes cannot take: a frame too large for a stripe, or one whose caller found every stripe
 * busy or full.
 *
 * <p>Threads: any caller offers, the drain takes. Allocates: the copy. When full: {@link #offer} answers false.
 */
final class SideQueue {
    // What a queued frame costs beyond its own bytes: array header, queue node, reference.
    private static final int OVERHEAD_BYTES = 48;

    private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    private final AtomicLong offered = new AtomicLong();
    private final Room bytes;
    private final long maxBytes;

    SideQueue(long maxBytes) {
        this.maxBytes = maxBytes;
        this.bytes = new Room(maxBytes);
    }

    /** Takes a copy of the frame in the scratch, if there is room for it. */
    boolean offer(OtlpWriter scratch) {
        // Room first, then the copy: a flood that finds no room must not cost the callers the copies as well.
        long cost = cost(scratch.size());
        if (bytes.take(cost) == Room.NONE) {
            return false;
        }
        offered.incrementAndGet();
        try {
            frames.add(scratch.toByteArray());
        } catch (Throwable noMemory) {
            offered.decrementAndGet();
            bytes.giveBack(cost);
            throw noMemory;
        }
        return true;
    }

    /** Hands what is queued to the sink, but no more bytes than can have waited at the start, so that a pass ends. */
    int drainTo(Stripe.Sink sink, Frame window) {
        int taken = 0;
        long budget = maxBytes;
        byte[] frame;
        while (budget > 0 && (frame = frames.poll()) != null) {
            long cost = cost(frame.length);
            bytes.giveBack(cost);
            budget -= cost;
            sink.accept(window.at(frame));
            taken++;
        }
        return taken;
    }

    private static long cost(int frameBytes) {
        return (long) frameBytes + OVERHEAD_BYTES;
    }

    /** Takes no more frames; false while a frame is still on its way in or waits to be drained. For the drain. */
    boolean close() {
        return bytes.close();
    }

    /** Frames ever taken in. */
    long offered() {
        return offered.get();
    }
}
