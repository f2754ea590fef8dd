package dev.clew.instrumentation.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each in a process of its own, since a process has one storage for contexts, and this one's is being watched. */
@Timeout(60)
class ScopeWatchTest {
    @Test
    void installedFirst_tellsOfLeaks() throws Exception {
        assertThat(outputOf("early"))
                .startsWith(
                        "leak: CLOSED_OUT_OF_ORDER " + LeakingProgram.class.getName() + ".main(LeakingProgram.java:");
    }

    @Test
    void installedTooLate_saysSoAndChangesNothing() throws Exception {
        assertThat(outputOf("late").lines())
                .containsExactly(
                        "current: {}",
                        "refused: scopes can only be watched from before the first use of a context on:"
                                + " call ScopeWatch.install() first in main");
    }

    private static String outputOf(String argument) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process program = new ProcessBuilder(java, "-cp", classPath, LeakingProgram.class.getName(), argument)
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output.strip();
        } finally {
            program.destroyForcibly();
        }
    }
}
