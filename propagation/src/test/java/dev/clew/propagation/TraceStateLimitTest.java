package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceStateLimitTest {
    private static final String LARGE = "l=" + "v".repeat(127); // 129 characters
    private static final String SMALL = "s=" + "v".repeat(126); // 128

    @Test
    void cut_leaves512CharactersAsTheyAre() {
        String list = " " + SMALL + ",\t" + SMALL + "," + SMALL + ", " + "s=" + "v".repeat(118);
        assertThat(list).hasSize(512 - 2);
        assertThat(TraceStateLimit.cut(list + "vv")).isEqualTo(list + "vv");
    }

    @Test
    void cut_takesOutThoseOver128CharactersFirstAndFromTheEnd() {
        assertThat(TraceStateLimit.cut(String.join(",", LARGE, SMALL, LARGE, SMALL, "a=1")))
                .isEqualTo(String.join(",", LARGE, SMALL, SMALL, "a=1"));
    }

    @Test
    void cut_takesOutTheLastOnesWhenNoneIsLarge() {
        assertThat(TraceStateLimit.cut(String.join(",", SMALL, SMALL, SMALL, SMALL, "a=1")))
                .isEqualTo(String.join(",", SMALL, SMALL, SMALL));
    }

    @Test
    void cut_stopsAsSoonAsItFits() {
        assertThat(TraceStateLimit.cut("a=1" + " ,".repeat(300) + "b=2")).isEqualTo("a=1,b=2");
    }

    @Test
    void cut_ofOneMemberThatIsTooLongLeavesNothing() {
        assertThat(TraceStateLimit.cut("k".repeat(256) + "=" + "v".repeat(256))).isEmpty();
    }
}
