package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {
    private static final Logger CLEW = Logger.getLogger("dev.clew");

    private final Level before = CLEW.getLevel();

    @AfterEach
    void restore() {
        CLEW.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource({
        "trace, FINEST",
        "debug, FINE",
        "debug4, FINE",
        "info, INFO",
        "warn2, WARNING",
        "error, SEVERE",
        "fatal3, SEVERE",
        "off, OFF"
    })
    void level_isThatOfEveryLoggerOfClew(String value, String level) {
        try (Start start = Start.of(tracers("log_level: " + value + "\n"))) {
            assertThat(start.warnings()).isEmpty();
            assertThat(CLEW.getLevel()).isEqualTo(Level.parse(level));
        }
    }

    @Test
    void level_isLeftAloneWhenTheFileHasNone() {
        CLEW.setLevel(Level.CONFIG);
        Start.of(tracers("log_level: \n")).close();
        assertThat(CLEW.getLevel()).isEqualTo(Level.CONFIG);
    }

    @Test
    void level_isCheckedAndNamed() {
        assertThat(refusal(tracers("log_level: debgu\n")))
                .isEqualTo(
                        FILE + ":5: log_level must be one of all, debug, error, info, none, off, trace, verbose, warn"
                                + " (nearest: debug): log_level=debgu");
    }
}
