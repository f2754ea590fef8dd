package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.sdk.settings.SettingException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelSettingTest {
    private static final Logger CLEW = Logger.getLogger("dev.clew");

    private final Level before = CLEW.getLevel();

    @AfterEach
    void restore() {
        CLEW.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource({
        "off, OFF",
        "none, OFF",
        "error, SEVERE",
        "WARN, WARNING",
        "warning, WARNING",
        "Info, INFO",
        "debug, FINE",
        "trace, FINEST",
        "verbose, FINEST",
        "all, ALL"
    })
    void level_isThatOfEveryLoggerOfClew(String value, String level) {
        LogLevelSetting.apply(Environment.settings("OTEL_LOG_LEVEL", value));
        System.gc(); // a logger that nobody holds would be forgotten, with its level

        assertThat(Logger.getLogger("dev.clew").getLevel()).isEqualTo(Level.parse(level));
        assertThat(Logger.getLogger("dev.clew.sdk.some.Type").isLoggable(Level.FINE))
                .isEqualTo(Level.parse(level).intValue() <= Level.FINE.intValue());
    }

    @Test
    void level_isLeftAloneWhenUnsetOrUnknown() {
        CLEW.setLevel(Level.CONFIG);
        LogLevelSetting.apply(Environment.settings());
        try (LogLines log = new LogLines()) {
            LogLevelSetting.apply(Environment.settings("OTEL_LOG_LEVEL", "debgu"));

            assertThat(log.warnings())
                    .containsExactly(
                            "OTEL_LOG_LEVEL must be one of all, debug, error, info, none, off, trace, verbose, "
                                    + "warn (nearest: debug): OTEL_LOG_LEVEL=debgu; the default is used instead");
        }

        assertThat(CLEW.getLevel()).isEqualTo(Level.CONFIG);
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly("OTEL_LOG_LEVEL", "loud"))
                .withMessageContaining("OTEL_LOG_LEVEL=loud");
    }
}
