package dev.clew.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    @ParameterizedTest
    @CsvSource({"quick, 10, 5", "standard, 22, 20", "full, 112, 110"})
    void everyProfileHasCellsAndTakesAsLongAsItSays(String profile, int cells, long mostMinutes) {
        Plan plan = new Plan(new String[] {profile});

        assertThat(plan.cells()).hasSize(cells);
        assertThat(plan.minutes(cells)).isPositive().isLessThanOrEqualTo(mostMinutes);
    }

    @Test
    void aCellIsReadAsItIsWritten() {
        for (Cell cell : new Plan(new String[] {"full"}).cells()) {
            assertThat(Cell.parse(cell.toString())).isEqualTo(cell);
        }
    }

    @Test
    void anOptionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Plan(new String[] {"quick", "rate=1"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option=rate=1");
    }
}
