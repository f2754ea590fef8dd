package dev.clew.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void width_countsCellsAndNotCharacters() {
        assertThat(Cells.width("grüß")).isEqualTo(4);
        assertThat(Cells.width("e\u0301")).isEqualTo(1);
        assertThat(Cells.width("名前")).isEqualTo(4);
        assertThat(Cells.width("🧵")).isEqualTo(2);
    }

    @Test
    void fit_fillsUpOrCutsToTheCells() {
        assertThat(Cells.fit("abc", 5)).isEqualTo("abc  ");
        assertThat(Cells.fit("abcdef", 4)).isEqualTo("abc…");
        assertThat(Cells.fit("名前名前", 4)).isEqualTo("名… ");
        assertThat(Cells.fit("abc", 1)).isEqualTo("…");
    }

    @Test
    void limit_leavesShortTextAlone() {
        assertThat(Cells.limit("abc", 3)).isEqualTo("abc");
        assertThat(Cells.limit("abcd", 3)).isEqualTo("ab…");
    }
}
