package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.sdk.settings.SettingException;
import org.junit.jupiter.api.Test;

/** Without the artifact that reads files: this module does not see it. */
class ConfigFileReaderTest {
    @Test
    void aFileThatNobodyReadsStopsTheStart() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.start("OTEL_CONFIG_FILE", "/etc/otel.yaml"))
                .withMessage(
                        "OTEL_CONFIG_FILE must be unset, or the artifact clew-config-file on the class path: it reads"
                                + " such files: OTEL_CONFIG_FILE=/etc/otel.yaml");
    }
}
