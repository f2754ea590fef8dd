package dev.clew.sdk.frame;

/**
 * A span that has ended and whose frame is yet to be written, by the drain, because writing it takes longer than a caller should
 * wait.
 */
public interface LateFrame {
    /** Answered instead of flags when the frame could not be written. */
    int FAILED = -1;

    /**
     * Writes header and message. Called once, on the drain: it must not throw, nor block, nor call foreign code.
     *
     * @param scratch what stands in it from {@link FrameLayout#MESSAGE} on is the message
     * @return the frame's flags, as in {@link FrameLayout}, or {@link #FAILED}
     */
    int writeTo(OtlpWriter scratch);
}
