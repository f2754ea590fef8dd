package dev.clew.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void time_standsUntilItIsMoved() {
        ManualClock clock = ManualClock.startingAt(Instant.ofEpochSecond(5, 7));

        assertThat(clock.now()).isEqualTo(5_000_000_007L);
        assertThat(clock.nanoTime()).isZero();

        clock.advance(Duration.ofMillis(2));

        assertThat(clock.now()).isEqualTo(5_002_000_007L);
        assertThat(clock.nanoTime()).isEqualTo(2_000_000L);
        assertThat(clock.now(false)).isEqualTo(5_002_000_007L);
        assertThat(clock).hasToString("ManualClock{1970-01-01T00:00:05.002000007Z}");
    }

    @Test
    void advance_fromManyThreadsLosesNothing() {
        ManualClock clock = ManualClock.create();

        IntStream.range(0, 10_000).parallel().forEach(i -> clock.advance(Duration.ofNanos(1)));

        assertThat(clock.nanoTime()).isEqualTo(10_000);
    }

    @Test
    void advance_backThrows() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ManualClock.create().advance(Duration.ofNanos(-1)))
                .withMessage("duration must not be negative: duration=PT-0.000000001S");
    }

    @Test
    void spans_takeItsTime() {
        ManualClock clock = ManualClock.create();
        try (ClewRecording recording = ClewRecording.builder().setClock(clock).build()) {
            var span =
                    recording.getOpenTelemetry().getTracer("t").spanBuilder("s").startSpan();
            long start = clock.now();
            clock.advance(Duration.ofMinutes(3));
            span.end();

            assertThat(recording.spans()).singleElement().satisfies(data -> {
                assertThat(data.getStartEpochNanos()).isEqualTo(start);
                assertThat(data.getEndEpochNanos() - start).isEqualTo(TimeUnit.MINUTES.toNanos(3));
            });
        }
    }
}
