package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void of_leavesPlainTextAsItIs() {
        assertThat(PrintableText.of("näh \u20ac 😀")).isEqualTo("näh \u20ac 😀");
    }

    @Test
    void of_makesOneBlankOfWhatCannotBePrinted() {
        assertThat(PrintableText.of("\r\n a\r\n\tb\u001b[31m\u2028c\u202ed\ud800e\u0000"))
                .isEqualTo("a b [31m c d e");
    }

    @Test
    void of_countsCodePointsAndCutsBetweenThem() {
        assertThat(PrintableText.of("😀".repeat(300))).isEqualTo("😀".repeat(PrintableText.MAX_CHARS));
    }
}
