package dev.clew.sdk.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A frame as its consumers see it: a window on memory that holds it, moved from frame to frame.
 *
 * <p>Valid during {@link FrameConsumer#accept} only; keep what {@link #copyMessage} copies, not the frame. Threads: the drain.
 * Allocates: nothing.
 */
public final class Frame {
    private ByteBuffer memory = ByteBuffer.allocate(0);
    private int base;
    private long commitWord;

    Frame at(ByteBuffer newMemory, int newBase, long newCommitWord) {
        memory = newMemory;
        base = newBase;
        commitWord = newCommitWord;
        return this;
    }

    /** Moves the window to a whole frame that starts at the first byte of the array. */
    Frame at(byte[] whole) {
        ByteBuffer heap = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        return at(heap, 0, heap.getLong(FrameLayout.COMMIT));
    }

    /** One or more of the flags in {@link FrameLayout} are set. */
    public boolean is(int flag) {
        return (FrameLayout.flags(commitWord) & flag) != 0;
    }

    /** Hash of the span's name and kind: equal for equal operations, and seldom equal for different ones. */
    public int operationKey() {
        return memory.getInt(base + FrameLayout.OPERATION);
    }

    /** Number of the instrumentation scope in {@link Scopes}. */
    public int scopeId() {
        return memory.getInt(base + FrameLayout.SCOPE);
    }

    /** Parent's span id, or 0 for a root. */
    public long parentSpanId() {
        return memory.getLong(base + FrameLayout.PARENT);
    }

    /** Id of the thread that started the span. */
    public long threadId() {
        return memory.getLong(base + FrameLayout.THREAD);
    }

    public long startEpochNanos() {
        return memory.getLong(base + FrameLayout.START);
    }

    public long endEpochNanos() {
        return memory.getLong(base + FrameLayout.END);
    }

    public long traceIdHigh() {
        return Long.reverseBytes(memory.getLong(base + FrameLayout.TRACE_ID));
    }

    public long traceIdLow() {
        return Long.reverseBytes(memory.getLong(base + FrameLayout.TRACE_ID + Long.BYTES));
    }

    public long spanId() {
        return Long.reverseBytes(memory.getLong(base + FrameLayout.SPAN_ID));
    }

    /** Length of the OTLP {@code Span} message, in bytes. */
    public int messageLength() {
        return FrameLayout.length(commitWord) - FrameLayout.MESSAGE;
    }

    /** Copies the OTLP {@code Span} message into the array, which must have room for {@link #messageLength()} from there on. */
    public void copyMessage(byte[] target, int at) {
        memory.get(base + FrameLayout.MESSAGE, target, at, messageLength());
    }
}
