package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameChoiceTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', ab, 2", "otlp, otlp, 0", "otpl, otlp, 2", "kitten, sitting, 3"})
    void distance_countsChangedLetters(String from, String to, int expected) {
        assertThat(NameChoice.distance(from, to)).isEqualTo(expected);
        assertThat(NameChoice.distance(to, from)).isEqualTo(expected);
    }

    @Test
    void nearest_isNoneWhenMostLettersDiffer() {
        assertThat(NameChoice.nearest("zipkin", List.of("otlp", "console"))).isNull();
    }
}
