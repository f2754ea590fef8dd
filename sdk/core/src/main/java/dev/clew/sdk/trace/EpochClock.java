package dev.clew.sdk.trace;

import io.opentelemetry.sdk.common.Clock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Wall time that costs one monotonic read: an anchor ties the monotonic clock to the wall, and is made anew every second.
 *
 * <p>A span keeps the anchor it started by, so that its duration is monotonic even when the wall clock is stepped meanwhile.
 * Threads: any reads, {@code clew-drain} re-anchors. Allocates: nothing when reading.
 */
public final class EpochClock {
    private static final long ANCHOR_LIFE_NANOS = 1_000_000_000L;
    private static final VarHandle ANCHOR;

    static {
        try {
            ANCHOR = MethodHandles.lookup().findVarHandle(EpochClock.class, "anchor", Anchor.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Clock source;

    @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"}) // through ANCHOR
    private Anchor anchor;

    public EpochClock(Clock source) {
        this.source = source;
        this.anchor = new Anchor(source);
    }

    /** The newest anchor. */
    Anchor anchor() {
        // Opaque: an anchor's fields are final, and one that is a little old only means that the wall is followed a
        // little later.
        return (Anchor) ANCHOR.getOpaque(this);
    }

    /** Follows the wall clock, at most once a second. */
    public void reanchor() {
        if (source.nanoTime() - anchor().nanoTime >= ANCHOR_LIFE_NANOS) {
            ANCHOR.setOpaque(this, new Anchor(source));
        }
    }

    /** One pair of wall and monotonic time. */
    static final class Anchor {
        private final Clock source;
        private final long epochNanos;
        private final long nanoTime;

        private Anchor(Clock source) {
            this.source = source;
            this.epochNanos = source.now();
            this.nanoTime = source.nanoTime();
        }

        /** Nanoseconds since the epoch. */
        long now() {
            return epochNanos + (source.nanoTime() - nanoTime);
        }
    }
}
