package dev.clew.sdk.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallWatchTest {
    private final CallWatch watch = new CallWatch(TimeUnit.SECONDS.toNanos(30));

    private boolean stuckAt(long call, long seconds) {
        return watch.isStuck(call, TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void callThatLasts_isToldOnce() {
        assertThat(stuckAt(1, -100)).isFalse();
        assertThat(stuckAt(1, -66)).isFalse();
        assertThat(stuckAt(1, -65)).isTrue();
        assertThat(stuckAt(1, 1_000)).isFalse();
    }

    @Test
    void callAfterCall_isNoneThatLasts() {
        assertThat(stuckAt(1, 0)).isFalse();
        assertThat(stuckAt(3, 34)).isFalse();
        assertThat(stuckAt(3, 68)).isFalse();
        assertThat(stuckAt(3, 69)).isTrue();
    }

    @Test
    void noCall_isNeverStuck() {
        assertThat(stuckAt(0, 0)).isFalse();
        assertThat(stuckAt(0, 1_000)).isFalse();
    }
}
