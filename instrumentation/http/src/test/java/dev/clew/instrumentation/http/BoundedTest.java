package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {
    @Test
    void text_thatFitsIsTheSame() {
        String text = "t".repeat(Bounded.MAX_CHARS);
        assertThat(Bounded.text(text)).isSameAs(text);
    }

    @Test
    void text_thatDoesNotFitIsCut() {
        assertThat(Bounded.text("t".repeat(Bounded.MAX_CHARS + 1))).hasSize(Bounded.MAX_CHARS);
    }

    @Test
    void text_isNotCutWithinACharacter() {
        assertThat(Bounded.text("t".repeat(Bounded.MAX_CHARS - 1) + "\ud83e\uddf6"))
                .isEqualTo("t".repeat(Bounded.MAX_CHARS - 1));
    }
}
