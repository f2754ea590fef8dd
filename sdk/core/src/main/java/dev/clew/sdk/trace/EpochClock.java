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
final class EpochClock {
    private static final long ANCHOR_LIFE_NANOS = 1_000_000_000L;
    private static final long INHERITED_NANOS = 60 * ANCHOR_LIFE_NANOS;
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

    EpochClock(Clock source) {
        this.source = source;
        this.anchor = Anchor.of(source);
    }

    /** The newest anchor. */
    Anchor anchor() {
        // Opaque: an anchor's fields are final, and one that is a little old only means that the wall is followed a
        // little later.
        return (Anchor) ANCHOR.getOpaque(this);
    }

    /** The anchor of a local parent, so that its children lie within it to the nanosecond; after a minute, the newest. */
    Anchor anchor(Anchor ofParent) {
        Anchor newest = anchor();
        return newest.nanoTime - ofParent.nanoTime < INHERITED_NANOS ? ofParent : newest;
    }

    /** Follows the wall clock, at most once a second; true when it did. */
    boolean reanchor() {
        boolean due = source.nanoTime() - anchor().nanoTime >= ANCHOR_LIFE_NANOS;
        if (due) {
            renew();
        }
        return due;
    }

    /** Follows the wall clock now: the process may have slept in a checkpoint, and the monotonic clock may be another's. */
    void renew() {
        ANCHOR.setOpaque(this, Anchor.of(source));
    }

    /** One pair of wall and monotonic time. */
    static final class Anchor {
        private static final long CLOSE_NANOS = 10_000;
        private static final int MAX_TRIES = 5;

        private final Clock source;
        private final long epochNanos;
        private final long nanoTime;

        private Anchor(Clock source, long epochNanos, long nanoTime) {
            this.source = source;
            this.epochNanos = epochNanos;
            this.nanoTime = nanoTime;
        }

        // A thread that loses its processor between the two clocks would shift every span until the next
        // anchor: read again until they lie close to each other.
        static Anchor of(Clock source) {
            Anchor anchor;
            long gap;
            int tries = 0;
            do {
                long before = source.nanoTime();
                long epochNanos = source.now();
                gap = source.nanoTime() - before;
                anchor = new Anchor(source, epochNanos, before + gap / 2);
            } while (gap > CLOSE_NANOS && ++tries < MAX_TRIES);
            return anchor;
        }

        /** Nanoseconds since the epoch. */
        long now() {
            return epochNanos + (source.nanoTime() - nanoTime);
        }
    }
}
