package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final long NOW = Instant.parse("2026-11-24T08:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "7, 7000",
        "' 7 ', 7000",
        "0, 0",
        "3600, 3600000",
        "3601, 3600000",
        "99999999999999999999, 0",
        "-1, 0",
        "1.5, 0",
        "soon, 0",
        "'', 0",
        "'Tue, 24 Nov 2026 08:00:30 GMT', 30000",
        "'Tue, 24 Nov 2026 07:59:30 GMT', 0",
        "'Tue, 24 Nov 2037 08:00:30 GMT', 3600000",
        "'Mon, 24 Nov 2026 08:00:30 GMT', 0",
    })
    void millis_areWithinAnHourAndZeroForGarbage(String value, long expected) {
        assertThat(RetryAfter.millis(value, NOW)).isEqualTo(expected);
    }
}
