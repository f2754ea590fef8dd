package dev.clew.sdk.frame;

/**
 * Takes frames as the drain finds them: export is one consumer, and there may be others.
 *
 * <p>Threads: the drain only. Must not block: what it delays, every caller's ring has to hold meanwhile.
 */
public interface FrameConsumer {
    /** Looks at one frame; it is gone when this returns. */
    void accept(Frame frame);

    /**
     * Called after each pass over the stripes, also when it found nothing: the place for what is due by time.
     *
     * @param nowNanos the drain's monotonic clock
     */
    void afterPass(long nowNanos);

    /** How long a frame may wait at rest before the consumer sees it, in nanoseconds: the drain sleeps for so long at most. */
    default long patienceNanos() {
        return 100_000_000;
    }
}
