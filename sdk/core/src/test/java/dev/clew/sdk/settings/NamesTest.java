package dev.clew.sdk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', ab, 2", "otlp, otlp, 0", "otpl, otlp, 2", "kitten, sitting, 3"})
    void distance_countsChangedLetters(String from, String to, int expected) {
        assertThat(Names.distance(from, to)).isEqualTo(expected);
        assertThat(Names.distance(to, from)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void distance_isNoneToOneselfAndAtMostTheLongerLength(@ForAll String from, @ForAll String to) {
        assertThat(Names.distance(from, from)).isZero();
        assertThat(Names.distance(from, to))
                .isBetween(Math.abs(from.length() - to.length()), Math.max(from.length(), to.length()));
    }

    @Test
    void oneOf_listsAllInOrderAndTheNearestOfThem() {
        assertThat(Names.oneOf(List.of("otlp", "console"), "OTPL")).isEqualTo("one of console, otlp (nearest: otlp)");
        assertThat(Names.oneOf(List.of("otlp", "console"), "zipkin")).isEqualTo("one of console, otlp");
    }

    @Test
    void nearest_isNoneBeyondTheChangesAllowed() {
        assertThat(Names.nearest("otlpp", List.of("otlp"), 1)).isEqualTo("otlp");
        assertThat(Names.nearest("otlppp", List.of("otlp"), 1)).isNull();
        assertThat(Names.nearest("o".repeat(100_000), List.of("otlp"), 1_000_000))
                .isNull();
    }
}
