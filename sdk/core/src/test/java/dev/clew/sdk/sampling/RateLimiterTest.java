package dev.clew.sdk.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.clew.sdk.telemetry.Allocation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    // Near the end of the numbers: nanoTime may begin anywhere, and wraps.
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    private RateLimiter limiter(double perSecond) {
        return RateLimiter.of(perSecond, now::get);
    }

    private static int acquired(RateLimiter limiter, int times) {
        int acquired = 0;
        for (int i = 0; i < times; i++) {
            acquired += limiter.tryAcquire() ? 1 : 0;
        }
        return acquired;
    }

    @Property
    void neverMoreThanTheRateAndOneSecondsWorth(
            @ForAll @DoubleRange(min = 0, max = 5_000) double perSecond,
            @ForAll @Size(max = 200) List<@LongRange(min = -1_000_000_000L, max = 3_000_000_000L) Long> steps,
            @ForAll @IntRange(min = 1, max = 100) int calls) {
        RateLimiter limiter = limiter(perSecond);
        long start = now.get();
        long latest = 0;
        long acquired = 0;
        for (long step : steps) {
            now.addAndGet(step);
            latest = Math.max(latest, now.get() - start);
            acquired += acquired(limiter, calls);
            assertThat((double) acquired)
                    .isLessThanOrEqualTo(perSecond * latest / SECOND + Math.max(1, perSecond) + 1e-6);
        }
    }

    @Property
    void theWholeRateIsUsedUnderSteadyLoad(@ForAll @DoubleRange(min = 0.5, max = 2_000) double perSecond) {
        RateLimiter limiter = limiter(perSecond);
        acquired(limiter, 3_000); // the balance
        int acquired = 0;
        int seconds = 20;
        long step = SECOND / 5_000;
        for (long passed = 0; passed < seconds * SECOND; passed += step) {
            now.addAndGet(step);
            acquired += limiter.tryAcquire() ? 1 : 0;
        }

        assertThat((double) acquired).isCloseTo(perSecond * seconds, within(1 + perSecond * seconds * 1e-3));
    }

    @Test
    void aPauseIsWorthOneSecondAtMost() {
        RateLimiter limiter = limiter(10);
        assertThat(acquired(limiter, 100)).isEqualTo(10);

        now.addAndGet(60 * SECOND);

        assertThat(acquired(limiter, 100)).isEqualTo(10);
        now.addAndGet(SECOND / 2);
        assertThat(acquired(limiter, 100)).isEqualTo(5);
    }

    @Test
    void everyWholeRateStartsWithThatMany() {
        for (int perSecond = 1; perSecond <= 3_000; perSecond++) {
            assertThat(acquired(limiter(perSecond), perSecond + 1)).isEqualTo(perSecond);
        }
    }

    @Test
    void aRateBelowOneLetsOneThroughAtATime() {
        RateLimiter limiter = limiter(0.1);

        assertThat(acquired(limiter, 5)).isOne();
        now.addAndGet(9 * SECOND);
        assertThat(acquired(limiter, 5)).isZero();
        now.addAndGet(SECOND);
        assertThat(acquired(limiter, 5)).isOne();
    }

    @Test
    void timeThatGoesBackLetsNobodyThrough() {
        RateLimiter limiter = limiter(1);
        assertThat(limiter.tryAcquire()).isTrue();

        now.addAndGet(-SECOND / 2);

        assertThat(limiter.tryAcquire()).isFalse();
        now.addAndGet(3 * SECOND / 2);
        assertThat(limiter.tryAcquire()).isTrue();
    }

    @Test
    void rates_ofAnySizeWork() {
        assertThat(acquired(limiter(0), 10)).isZero();
        assertThat(acquired(limiter(Double.MIN_VALUE), 10)).isOne();
        assertThat(acquired(limiter(Double.MAX_VALUE), 10_000)).isEqualTo(10_000);
    }

    @Test
    void rates_thatAreNoneAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> limiter(wrong))
                    .withMessage("perSecond must be a number from 0: perSecond=" + wrong);
        }
    }

    @Test
    void withRate_keepsTheBalance() {
        RateLimiter limiter = limiter(10);
        assertThat(acquired(limiter, 5)).isEqualTo(5);

        RateLimiter faster = limiter.withRate(100);

        assertThat(faster.perSecond()).isEqualTo(100);
        assertThat(acquired(faster, 1_000)).isEqualTo(50);
        assertThat(acquired(limiter, 10)).isZero();
        assertThat(acquired(faster.withRate(10), 10)).isZero();
    }

    @Test
    void withRate_aFasterOneOwesNoMoreThanItsOwnBalance() {
        RateLimiter slow = limiter(0.01);
        assertThat(slow.tryAcquire()).isTrue();

        RateLimiter fast = slow.withRate(2);

        assertThat(fast.tryAcquire()).isFalse();
        now.addAndGet(SECOND);
        assertThat(acquired(fast, 10)).isEqualTo(2);
    }

    @Test
    void severalThreads_getNoMoreThanOne() throws InterruptedException {
        RateLimiter limiter = limiter(1_000);
        AtomicLong acquired = new AtomicLong();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        acquired.addAndGet(acquired(limiter, 2_000));
                        done.countDown();
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(acquired).hasValue(1_000);
    }

    @Test
    void tryAcquire_allocatesNothing() {
        RateLimiter limiter = RateLimiter.of(1_000_000);

        assertThat(Allocation.bytesPerCall(limiter::tryAcquire)).isZero();
    }
}
