package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.sdk.common.Clock;
import org.junit.jupiter.api.Test;

/** A clock of the user's that fails. */
class GuardedClockTest {
    private final Failing failing = new Failing();

    @Test
    void clock_thatFailsStandsStillUntilItWorksAgain() {
        try (LogLines log = LogLines.of("dev.clew")) {
            Clock clock = GuardedClock.of(failing, new Incidents());
            long now = clock.now();
            long nanoTime = clock.nanoTime();
            failing.fails = true;

            assertThat(clock.now()).isEqualTo(now);
            assertThat(clock.nanoTime()).isEqualTo(nanoTime);
            failing.fails = false;
            assertThat(clock.now()).isGreaterThan(now);
            assertThat(clock.nanoTime()).isGreaterThan(nanoTime);
            assertThat(log.messages()).containsExactly("clock failed, time stands still: " + Failing.class.getName());
        }
    }

    @Test
    void clock_thatFailsFromTheStartIsReplaced() {
        failing.fails = true;
        try (LogLines log = LogLines.of("dev.clew")) {
            assertThat(GuardedClock.of(failing, new Incidents())).isSameAs(Clock.getDefault());
            assertThat(log.messages())
                    .containsExactly("clock failed at start, the system's is used: " + Failing.class.getName());
        }
    }

    @Test
    void clock_ofTheSystemIsTakenAsItIs() {
        assertThat(GuardedClock.of(Clock.getDefault(), new Incidents())).isSameAs(Clock.getDefault());
    }

    private static final class Failing implements Clock {
        private volatile boolean fails;

        @Override
        public long now() {
            failIfItDoes();
            return Clock.getDefault().now() + 1_000_000;
        }

        @Override
        public long nanoTime() {
            failIfItDoes();
            return System.nanoTime();
        }

        private void failIfItDoes() {
            if (fails) {
                throw new IllegalStateException("no time");
            }
        }
    }
}
