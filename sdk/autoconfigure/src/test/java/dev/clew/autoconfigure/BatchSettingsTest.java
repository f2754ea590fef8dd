package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.settings.SettingException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSettingsTest {
    @Test
    void limits_areClewsOwnWhenNothingIsSet() {
        assertThat(limits(BatchLimits.DEFAULT)).isEqualTo(BatchLimits.DEFAULT);
        assertThat(limits(BatchLimits.OF_EXPORTERS)).isEqualTo(BatchLimits.OF_EXPORTERS);
    }

    @Test
    void limits_takeWhatIsSet() {
        assertThat(limits(
                        BatchLimits.DEFAULT,
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "200",
                        "OTEL_BSP_MAX_QUEUE_SIZE",
                        "10000",
                        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
                        "1000",
                        "OTEL_BSP_EXPORT_TIMEOUT",
                        "5s"))
                .isEqualTo(BatchLimits.DEFAULT
                        .withMaxAgeNanos(TimeUnit.MILLISECONDS.toNanos(200))
                        .withMaxHeldSpans(10_000)
                        .withMaxSpans(1000)
                        .withExportTimeoutNanos(TimeUnit.SECONDS.toNanos(5)));
    }

    @Test
    void limits_aBatchIsNeverLargerThanTheQueue() {
        assertThat(limits(BatchLimits.DEFAULT, "OTEL_BSP_MAX_QUEUE_SIZE", "100").maxSpans())
                .isEqualTo(100);
        try (LogLines log = new LogLines()) {
            BatchLimits limits = limits(
                    BatchLimits.DEFAULT, "OTEL_BSP_MAX_QUEUE_SIZE", "100", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "101");

            assertThat(limits.maxSpans()).isEqualTo(100);
            assertThat(log.warnings())
                    .containsExactly("OTEL_BSP_MAX_EXPORT_BATCH_SIZE must be at most OTEL_BSP_MAX_QUEUE_SIZE=100: "
                            + "OTEL_BSP_MAX_EXPORT_BATCH_SIZE=101; a batch has 100 spans at most");
        }
    }

    @Test
    void limits_aTimeBeyondWhatFitsIsTheLongestThereIs() {
        assertThat(limits(BatchLimits.DEFAULT, "OTEL_BSP_EXPORT_TIMEOUT", "1000000d")
                        .exportTimeoutNanos())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_BSP_SCHEDULE_DELAY, soon, a whole number with ns",
        "OTEL_BSP_EXPORT_TIMEOUT, -1, a whole number with ns",
        "OTEL_BSP_MAX_QUEUE_SIZE, 0, a whole number from 1 to 2147483647",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE, 12.5, a whole number from 1 to 2147483647"
    })
    void limits_badValueWarnsAndTakesTheDefaultOrThrowsWhenStrict(String key, String value, String expected) {
        try (LogLines log = new LogLines()) {
            assertThat(limits(BatchLimits.DEFAULT, key, value)).isEqualTo(BatchLimits.DEFAULT);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(key + " must be " + expected)
                    .contains(": " + key + "=" + value + "; ");
        }
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> limits(BatchLimits.DEFAULT, key, value, "OTEL_JAVA_CLEW_STRICT", "true"))
                .withMessageContaining(expected);
    }

    @Test
    void describe_saysWhichOfThemAreInForce() {
        try (Start start = Environment.start(
                "OTEL_TRACES_EXPORTER", "memory", "OTEL_BSP_MAX_QUEUE_SIZE", "64", "OTEL_BSP_SCHEDULE_DELAY", "1500")) {
            assertThat(start.row("batch spans")).isEqualTo("64 | default");
            assertThat(start.row("batch age")).isEqualTo("1500 ms | environment variable OTEL_BSP_SCHEDULE_DELAY");
            assertThat(start.row("held spans")).isEqualTo("64 | environment variable OTEL_BSP_MAX_QUEUE_SIZE");
            assertThat(start.row("export timeout")).isEqualTo("30 s | default");
        }
    }

    private static BatchLimits limits(BatchLimits defaults, String... variables) {
        var settings = Environment.settings(variables);
        return new BatchSettings(settings, new SettingsProperties(settings)).over(defaults);
    }
}
