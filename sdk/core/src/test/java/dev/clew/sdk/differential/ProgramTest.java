package dev.clew.sdk.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That a failure can be read: the program that shows it is short, and prints as what an application would write. */
class ProgramTest {
    private final LogLines lines = LogLines.of("dev.clew"); // not on the console

    @AfterEach
    void close() {
        lines.close();
    }

    private static boolean endsInError(Program program) {
        return new Run(program, SdkUnderTest.OpenTelemetrySdk::new, new CallLog(false))
                .execute().stream()
                        .anyMatch(sight -> sight.what().equals("data")
                                && sight.seen().toString().contains("=ERROR"));
    }

    private static Program shortest(Program program) {
        Program shortest = program;
        Optional<Program> shorter = Optional.of(program);
        while (shorter.isPresent()) {
            shortest = shorter.get();
            shorter = shortest.shrink()
                    .map(Shrinkable::value)
                    .filter(ProgramTest::endsInError)
                    .findFirst();
        }
        return shortest;
    }

    @Test
    void shrink_leavesTheStepsThatMatter() {
        Random random = new Random(7);
        Program program = Program.draw(random);
        while (program.steps().size() < 30 || !endsInError(program)) {
            program = Program.draw(random);
        }

        Program shortest = shortest(program);

        assertThat(shortest.steps()).hasSize(2);
        assertThat(shortest.distance()).isLessThan(program.distance());
        assertThat(shortest.toString().lines())
                .satisfiesExactly(
                        setup -> assertThat(setup).startsWith("Setup["),
                        builder -> assertThat(builder).startsWith("step 0, t").contains(".spanBuilder("),
                        start -> assertThat(start).contains("builder0.startSpan()"),
                        status -> assertThat(status).contains("span0.setStatus(ERROR"));
    }

    @Test
    void execute_showsTheSameEveryTime() {
        Random random = new Random(8);
        for (int i = 0; i < 50; i++) {
            Program program = Program.draw(random);

            assertThat(new Run(program, SdkUnderTest.Clew::new, new CallLog(false)).execute())
                    .isEqualTo(new Run(program, SdkUnderTest.Clew::new, new CallLog(true)).execute());
        }
    }
}
