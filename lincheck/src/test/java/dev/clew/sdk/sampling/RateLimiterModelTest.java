package dev.clew.sdk.sampling;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** Three turns, while no time passes, for two rates that share them: three are given, and none is refused before. */
public class RateLimiterModelTest {
    private final RateLimiter limiter = RateLimiter.of(3, () -> 0);
    private final RateLimiter sharing = limiter.withRate(3);

    @Operation
    public boolean tryAcquire() {
        return limiter.tryAcquire();
    }

    @Operation
    public boolean tryAcquireOfTheOther() {
        return sharing.tryAcquire();
    }

    @Test
    void everyCallTakesEffectAtOnce() {
        new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(2)
                .check(RateLimiterModelTest.class);
    }
}
