package dev.clew.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1.00 µs",
        "812400, 812 µs",
        "999499, 999 µs",
        "999500, 1.00 ms",
        "9994000, 9.99 ms",
        "9996000, 10.0 ms",
        "99960000, 100 ms",
        "1250000000, 1.25 s",
        "59960000000, 1m 00s",
        "123000000000, 2m 03s",
        "11100000000000, 3h 05m",
    })
    void format_keepsThreeDigitsAndTheUnitThatSuits(long nanos, String text) {
        assertThat(Durations.format(nanos)).isEqualTo(text);
    }
}
