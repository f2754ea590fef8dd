package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3); // it wraps within the test

    private double random = 1;
    private long millis;
    private final RetrySchedule schedule = new RetrySchedule(() -> random);

    private void tick(long afterMillis) {
        millis += afterMillis;
        schedule.tick(START + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void fail(long retryAfterMillis) {
        schedule.failed(retryAfterMillis);
        tick(0);
    }

    private void assertWaits(long waitMillis) {
        tick(waitMillis - 1);
        assertThat(schedule.allowed(4)).isZero();
        tick(1);
        assertThat(schedule.allowed(4)).isEqualTo(1);
    }

    @Test
    void withoutFailuresAllAreAllowed() {
        tick(0);

        assertThat(schedule.allowed(4)).isEqualTo(4);
    }

    @Test
    void failures_doubleTheWaitUpToTenSeconds() {
        tick(0);
        for (long wait : new long[] {500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000}) {
            fail(0);
            assertWaits(wait);
        }
    }

    @Test
    void jitter_isHalfToWhole() {
        random = 0;
        fail(0);
        assertWaits(250);
        random = 0.5;
        fail(0);
        assertWaits(750);
    }

    @Test
    void failures_ofRequestsSentTogetherAreOne() {
        schedule.failed(0);
        schedule.failed(0);
        tick(0);
        tick(100);
        fail(0);

        assertWaits(400);
    }

    @Test
    void failed_allowsNothingUntilTheTimeIsKnown() {
        tick(0);
        schedule.failed(0);

        assertThat(schedule.allowed(4)).isZero();
    }

    @Test
    void succeeded_allowsAllAndForgetsTheFailures() {
        fail(0);
        schedule.succeeded();
        assertThat(schedule.allowed(4)).isEqualTo(4);

        fail(0);
        assertWaits(500);
    }

    @Test
    void retryAfter_isTheLeastWaitAlsoWhenAnotherRequestSucceeds() {
        fail(3_000);
        schedule.succeeded();
        tick(2_999);
        assertThat(schedule.allowed(4)).isZero();
        tick(1);
        assertThat(schedule.allowed(4)).isEqualTo(4);
    }

    @Test
    void retryAfter_shorterThanTheBackoffShortensNothing() {
        fail(100);

        assertWaits(500);
    }

    @Test
    void hurry_endsTheBackoffAndNotWhatWasAskedFor() {
        fail(0);
        schedule.hurry();
        assertThat(schedule.allowed(4)).isEqualTo(1);

        fail(1_000);
        schedule.hurry();
        assertThat(schedule.allowed(4)).isZero();
    }
}
