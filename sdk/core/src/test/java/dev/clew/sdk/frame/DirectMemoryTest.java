package dev.clew.sdk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rings in a process that may have little direct memory: a process of their own, the limit is one of the JVM. */
class DirectMemoryTest {
    @Test
    void tooLittleForTheRings_makesSmallerOnesAndSaysSo() throws IOException {
        assertThat(printedWith("-XX:MaxDirectMemorySize=2m"))
                .contains("-XX:MaxDirectMemorySize")
                .contains("spans wait in 1,024 KiB instead of 8,192 KiB")
                .contains("published: true");
    }

    @Test
    void tooLittleForTheSmallest_throwsAndNamesTheOption() throws IOException {
        assertThat(printedWith("-XX:MaxDirectMemorySize=100k"))
                .contains("refused: spans need at least 256 KiB of direct memory")
                .contains("raise -XX:MaxDirectMemorySize");
    }

    private static String printedWith(String option) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-Duser.language=en",
                        "-cp",
                        classPath,
                        Probe.class.getName()))
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Makes the rings that an SDK on two processors has. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            try {
                Stripes stripes = new Stripes(8 << 20, 1 << 20, 2);
                System.out.println("published: " + stripes.publish(EncodedSpans.scratch(new byte[100], 0), 0));
            } catch (IllegalStateException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
        }
    }
}
