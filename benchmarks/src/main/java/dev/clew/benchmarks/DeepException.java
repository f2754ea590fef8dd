package dev.clew.benchmarks;

import java.util.Arrays;

/** Exceptions with as many frames as those of a service behind a framework have. */
final class DeepException {
    static final int FRAMES = 62;

    private DeepException() {}

    /** A new exception of {@link #FRAMES} frames. */
    static IllegalStateException create() {
        IllegalStateException deep = thrownBelow(FRAMES);
        deep.setStackTrace(Arrays.copyOf(deep.getStackTrace(), FRAMES));
        return deep;
    }

    private static IllegalStateException thrownBelow(int frames) {
        return frames == 0 ? new IllegalStateException("no such order: 1234") : thrownBelow(frames - 1);
    }
}
