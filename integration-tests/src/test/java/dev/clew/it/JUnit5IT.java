package dev.clew.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.CopiedJars;
import dev.clew.it.parts.RealParts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code clew-testing} on the last JUnit 5: its own tests, those of the extension and the documented example, run there. */
@Timeout(120)
class JUnit5IT {
    private static final Path CONSOLE = CopiedJars.in("junit-5").get(0);

    @AfterAll
    static void saysWhatRan() throws IOException {
        RealParts.ran(JUnit5IT.class, CONSOLE.getFileName() + " on Java " + Runtime.version());
    }

    @Test
    void testsThatUseTheExtensionPassOnJUnit5() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                CONSOLE.toString(),
                "execute",
                "--disable-ansi-colors",
                "--class-path",
                classPath(),
                "--select-class",
                "dev.clew.testing.ClewExtensionTest",
                "--select-class",
                "dev.clew.testing.OrdersExampleTest");
        try (ChildProcess console = ChildProcess.start("junit-5", command, Map.of())) {
            assertThat(console.awaitEnd()).as(console.output()).isZero();

            assertThat(console.output())
                    .containsPattern("\\[ +10 tests successful")
                    .containsPattern("\\[ +0 tests failed");
        }
    }

    /** The tests of clew-testing and all that they need, except for the JUnit that this build has. */
    private static String classPath() {
        Stream<String> needed = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("junit-"));
        return Stream.concat(
                        Stream.of(Path.of("../sdk/testing/target/test-classes")
                                .toAbsolutePath()
                                .toString()),
                        needed)
                .collect(joining(File.pathSeparator));
    }
}
