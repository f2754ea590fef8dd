package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.Jdks;
import dev.clew.it.parts.RealParts;
import dev.clew.it.parts.StarterClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program with the starter on every JDK of this machine: it works, and the JVM has nothing to warn of. */
@Timeout(300)
class EveryJdkIT {
    private static final int DENIES_UNSAFE = 23;
    private static final int DENIES_NATIVE_ACCESS = 24;

    @Test
    void starter_runsWithoutAWarning() throws Exception {
        SortedMap<Integer, Path> jdks = Jdks.found();
        assertThat(jdks).containsKey(Runtime.version().feature());
        for (Map.Entry<Integer, Path> jdk : jdks.entrySet()) {
            int version = jdk.getKey();
            try (ChildProcess program =
                    ChildProcess.start("jdk-" + version, command(version, jdk.getValue()), environment())) {
                assertThat(program.awaitEnd()).as(program.output()).isZero();

                assertThat(program.output())
                        .contains("runs on " + version, "outer", "inner", "Clew makes spans: service=quiet");
                assertThat(program.output().toLowerCase(Locale.ROOT)).doesNotContain("warning", "exception", "error");
            }
        }
        RealParts.ran(EveryJdkIT.class, "JDK " + jdks.keySet());
    }

    /** With everything forbidden that a later JDK is going to forbid. */
    private static List<String> command(int version, Path java) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx128m", "-Xlog:all=warning"));
        if (version >= DENIES_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=deny");
        }
        if (version >= DENIES_NATIVE_ACCESS) {
            command.add("--illegal-native-access=deny");
        }
        String classPath = StarterClassPath.joined(StarterClassPath.withPrograms());
        command.addAll(List.of("-cp", classPath, QuietProgram.class.getName()));
        return command;
    }

    private static Map<String, String> environment() {
        return Map.of("OTEL_SERVICE_NAME", "quiet", "OTEL_TRACES_EXPORTER", "console");
    }
}
