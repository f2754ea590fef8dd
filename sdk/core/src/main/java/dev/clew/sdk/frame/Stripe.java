package dev.clew.sdk.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One ring of frames: whoever owns it writes, the drain reads.
 *
 * <p>Positions grow for ever; a position's place in memory is its low bits. A frame never wraps: what does not fit before the
 * end of the memory starts at its beginning, after a padding frame. Owning lasts for one copy, so that an owner that loses its
 * processor delays nobody: callers find the stripe busy and take another.
 *
 * <p>Threads: any caller through {@link #tryPublish}, one drain through {@link #drainTo}. Allocates: nothing. When full:
 * {@link Published#FULL}, and nothing was written.
 */
final class Stripe {
    /** What became of one try. */
    enum Published {
        YES,
        /** As {@link #YES}, and with this frame the stripe became more than half full: the drain should hurry. */
        YES_NOW_HALF_FULL,
        FULL,
        BUSY
    }

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle CURSOR = MethodHandles.arrayElementVarHandle(long[].class);

    // Indexes into the cursors. What callers write stands 128 bytes and more from what the drain writes, and from the
    // objects before and after the array, so that neither side takes the other's cache line.
    private static final int OWNED = 16;
    private static final int TAIL = 17;
    private static final int HEAD_SEEN = 18;
    private static final int PUBLISHED = 19;
    private static final int HEAD = 40;
    private static final int CURSORS = 57;

    private final long[] cursors = new long[CURSORS];
    private final ByteBuffer memory;
    private final int capacity;
    private boolean closed; // the drain only

    Stripe(int capacity) {
        this.capacity = capacity;
        this.memory = ByteBuffer.allocateDirect(capacity + Long.BYTES)
                .alignedSlice(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies a frame into the ring.
     *
     * @param frame holds header and message; its first 16 bytes are overwritten
     * @param length bytes of the frame, at most 1/8 of the capacity
     * @param commitWord never zero
     */
    Published tryPublish(byte[] frame, int length, long commitWord) {
        if (!tryOwn()) {
            return Published.BUSY;
        }
        try {
            return publishOwned(frame, length, commitWord);
        } finally {
            disown();
        }
    }

    boolean tryOwn() {
        // Acquire: what the last owner wrote to the cursors must be seen before they are used
        // (StripePublicationStress).
        return CURSOR.weakCompareAndSetAcquire(cursors, OWNED, 0L, 1L);
    }

    void disown() {
        // Release: the next owner must see this one's cursors.
        CURSOR.setRelease(cursors, OWNED, 0L);
    }

    private Published publishOwned(byte[] frame, int length, long commitWord) {
        int size = FrameLayout.aligned(length);
        long tail = cursors[TAIL];
        int offset = offset(tail);
        int toEnd = capacity - offset;
        long end = size <= toEnd ? tail + size : tail + toEnd + size;
        if (end - cursors[HEAD_SEEN] > capacity && end - refreshHeadSeen() > capacity) {
            return Published.FULL;
        }
        if (size > toEnd) {
            LONG.setRelease(memory, offset, FrameLayout.commitWord(toEnd, FrameLayout.KIND_PADDING, 0));
            offset = 0;
        }
        write(frame, length, commitWord, offset, end - size);
        // Release: who reads this count sees the span counted as started; with less, the ledger could show more spans
        // published than started (StripePublicationStress).
        CURSOR.setRelease(cursors, PUBLISHED, cursors[PUBLISHED] + 1);
        // Release: a drain that sees this tail must see every byte of the frame; with a plain store it could export
        // what stood here a lap ago (StripePublicationStress).
        CURSOR.setRelease(cursors, TAIL, end);
        return crossedHalf(tail, end) ? Published.YES_NOW_HALF_FULL : Published.YES;
    }

    private void write(byte[] frame, int length, long commitWord, int offset, long position) {
        // Zero first, and before any other byte: whoever finds the memory after a crash in the middle of the copy must
        // not take the commit word of the lap before for this frame's.
        LONG.setOpaque(memory, offset, 0L);
        VarHandle.storeStoreFence();
        LONG.set(memory, offset + FrameLayout.POSITION, position);
        int body = FrameLayout.OPERATION;
        memory.put(offset + body, frame, body, length - body);
        // Release: after a crash, a commit word means a whole frame.
        LONG.setRelease(memory, offset, commitWord);
    }

    private long refreshHeadSeen() {
        // Acquire: the drain's reads of the frames it freed come before our writes over them (StripePublicationStress).
        long head = (long) CURSOR.getAcquire(cursors, HEAD);
        cursors[HEAD_SEEN] = head;
        return head;
    }

    private boolean crossedHalf(long before, long after) {
        long half = capacity >> 1;
        return after - cursors[HEAD_SEEN] > half
                && after - refreshHeadSeen() > half
                && before - cursors[HEAD_SEEN] <= half;
    }

    /**
     * Hands every frame published so far to the sink, then frees them.
     *
     * @return number of frames
     */
    int drainTo(Sink sink, Frame window) {
        long head = cursors[HEAD];
        // Acquire: pairs with the owner's release of the tail.
        long tail = (long) CURSOR.getAcquire(cursors, TAIL);
        int frames = 0;
        long freed = head;
        try {
            while (head < tail) {
                int offset = offset(head);
                long commitWord = (long) LONG.get(memory, offset);
                head += FrameLayout.aligned(FrameLayout.length(commitWord));
                if (FrameLayout.kind(commitWord) == FrameLayout.KIND_SPAN) {
                    frames++;
                    sink.accept(window.at(memory, offset, commitWord));
                }
                if (head - freed >= capacity >> 3) {
                    free(head);
                    freed = head;
                }
            }
        } finally {
            // Also when the sink throws: what it has seen must not come again in every pass.
            if (head != freed) {
                free(head);
            }
        }
        return frames;
    }

    private void free(long head) {
        // Release: our reads of the frames come before a caller's writes over them.
        CURSOR.setRelease(cursors, HEAD, head);
    }

    private int offset(long position) {
        return (int) position & (capacity - 1);
    }

    int capacity() {
        return capacity;
    }

    /** Frames published in the stripe's life. */
    long published() {
        // Acquire: pairs with the owner's release; what is read after this is not older than the frames counted.
        return (long) CURSOR.getAcquire(cursors, PUBLISHED);
    }

    /**
     * Tries to close the stripe: it is owned for ever then, so that no caller can publish any more. For the drain, again and
     * again until it answers true.
     */
    boolean close() {
        closed = closed || tryOwn();
        return closed;
    }

    /** Takes one frame; must not throw. */
    interface Sink {
        void accept(Frame frame);
    }
}
