package dev.clew.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final String COLOURED = "\u001B[1mtrace";

    @Test
    void suit_coloursOnlyForATerminalThatWantsThem() {
        assertThat(picture(Map.of(), true)).startsWith(COLOURED);
        assertThat(picture(Map.of("NO_COLOR", ""), true)).startsWith(COLOURED);
        assertThat(picture(Map.of("NO_COLOR", "1"), true)).startsWith("trace");
        assertThat(picture(Map.of(), false)).startsWith("trace");
    }

    @Test
    void suit_takesTheColumnsThatItIsTold() {
        assertThat(width(Map.of("COLUMNS", "95"))).isEqualTo(95);
        assertThat(width(Map.of())).isEqualTo(110);
        assertThat(width(Map.of("COLUMNS", "40"))).isEqualTo(110);
        assertThat(width(Map.of("COLUMNS", "wide"))).isEqualTo(110);
    }

    private static int width(Map<String, String> environment) {
        return Terminal.suit(TreePrinter.create(), environment, false).width();
    }

    private static String picture(Map<String, String> environment, boolean terminal) {
        return Terminal.suit(TreePrinter.create(), environment, terminal).print(Samples.checkout());
    }
}
