package dev.clew.sdk.sampling;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets so many through a second, and after a pause one second's worth at once: in any time of t seconds never more than
 * {@code rate * (t + 1)}, or one where the rate is less than one.
 *
 * <p>The state is one number, the time until which the rate is used up; a caller moves it on by the length of one turn. Time that
 * goes back lets nobody through. Threads: any; a compare-and-set, tried again when another thread came first, and none at all
 * for who is refused. Allocates: nothing.
 */
public final class RateLimiter {
    // 16 to a nanosecond: at a million a second a turn is still exact to 1/16,000, and the numbers last 18 years.
    private static final int UNITS_PER_NANO = 16;
    private static final double UNITS_PER_SECOND = (double) TimeUnit.SECONDS.toNanos(1) * UNITS_PER_NANO;
    private static final double LONGEST_TURN = Long.MAX_VALUE / 4.0;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private final long origin;
    private final AtomicLong usedUntil;
    private final long turn;
    private final long balance;

    private RateLimiter(double perSecond, LongSupplier nanoTime, long origin, AtomicLong usedUntil) {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("perSecond must be a number from 0: perSecond=" + perSecond);
        }
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.origin = origin;
        this.usedUntil = usedUntil;
        // Rounded up, so that the rate is never exceeded.
        this.turn = (long) Math.min(Math.ceil(UNITS_PER_SECOND / perSecond), LONGEST_TURN);
        // A second, or what the turns of a second take together once each is rounded up.
        long turns = (long) Math.min(Math.max(1, perSecond), UNITS_PER_SECOND);
        this.balance = Math.max((long) UNITS_PER_SECOND, turns * turn);
    }

    /**
     * A limiter whose balance is full.
     *
     * @param perSecond from 0, which lets nobody through; more than 16 thousand million a second count as that many
     * @throws IllegalArgumentException when it is negative, infinite or no number
     */
    public static RateLimiter of(double perSecond) {
        return of(perSecond, System::nanoTime);
    }

    /** As {@link #of(double)}, on a clock of the caller's that counts nanoseconds from anywhere. */
    public static RateLimiter of(double perSecond, LongSupplier nanoTime) {
        return new RateLimiter(perSecond, nanoTime, nanoTime.getAsLong(), new AtomicLong());
    }

    /** The same balance, as a part of what a full one is, at another rate: what either lets through counts for both. */
    public RateLimiter withRate(double newPerSecond) {
        RateLimiter other = new RateLimiter(newPerSecond, nanoTime, origin, usedUntil);
        // A turn of a rate below one a second takes longer than all that a faster limiter may owe.
        usedUntil.accumulateAndGet(other.now() + other.balance, Math::min);
        return other;
    }

    /** Takes one turn, if there is one left. */
    public boolean tryAcquire() {
        if (perSecond == 0) {
            return false;
        }
        long now = now();
        long used;
        long next;
        do {
            used = usedUntil.get();
            next = Math.max(used, now) + turn;
            if (next - now > balance) {
                return false;
            }
        } while (!usedUntil.compareAndSet(used, next));
        return true;
    }

    private long now() {
        return (nanoTime.getAsLong() - origin) * UNITS_PER_NANO;
    }

    /** The rate it was made with. */
    public double perSecond() {
        return perSecond;
    }
}
