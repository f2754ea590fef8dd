package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {
    private static final Path DOCUMENT = Path.of("../../docs/compatibility.md");
    private static final String HEADING = "## Different, and why";

    private final LogLines lines = LogLines.of("dev.clew"); // not on the console

    @AfterEach
    void close() {
        lines.close();
    }

    @ParameterizedTest
    @EnumSource
    void difference_isThere(Difference difference) {
        assertThat(difference.onClew()).isNotEqualTo(difference.onOpenTelemetry());
        assertThat(difference.shownOn(new Demo(false)))
                .as("on OpenTelemetry's SDK: %s", difference.what())
                .isEqualTo(difference.onOpenTelemetry());
        assertThat(difference.shownOn(new Demo(true)))
                .as("on Clew: %s", difference.what())
                .isEqualTo(difference.onClew());
    }

    @Test
    void differences_areThoseOfTheDocument() throws IOException {
        List<String> rows = Files.readString(DOCUMENT)
                .split(HEADING)[1]
                .split("\n## ")[0]
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1) // the table's head
                .map(line -> line.split("\\|")[1].strip())
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Difference.values()).map(Difference::what).toList());
    }
}
