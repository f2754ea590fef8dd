package dev.clew.sdk.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropsTest {
    private final LogLines log = LogLines.of("dev.clew");
    private final Drops drops = new Drops("the rings", new Incidents());

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void byReason_leavesOutWhatNeverCame() {
        assertThat(drops.byReason()).isEmpty();

        drops.add(DropReason.RING_FULL, 2);
        drops.add(DropReason.RING_FULL, 3);
        drops.add(DropReason.SHUTDOWN, 1);

        assertThat(drops.byReason()).isEqualTo(Map.of(DropReason.RING_FULL, 5L, DropReason.SHUTDOWN, 1L));
    }

    @Test
    void say_namesPlaceReasonAndNumberSinceTheLastTime() {
        drops.add(DropReason.DESTINATION_FULL, 12);
        drops.add(DropReason.DESTINATION_FULL, 1);
        assertThat(log.messages()).isEmpty();

        drops.say();
        drops.say();

        assertThat(log.messages()).containsExactly("spans dropped: the rings, reason=destination_full (13 times)");
    }

    @Test
    void add_allocatesNothing() {
        assertThat(Allocation.bytesPerCall(() -> drops.add(DropReason.RING_FULL, 1)))
                .isZero();
    }
}
