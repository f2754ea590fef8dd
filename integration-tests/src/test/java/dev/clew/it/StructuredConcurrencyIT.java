package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.executors.ExecutorTracing;
import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.Jdks;
import dev.clew.it.parts.RealParts;
import dev.clew.it.parts.StarterClassPath;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code StructuredTaskScope}, which changes from JDK to JDK and is a preview of each: the program is written for 25. */
@Timeout(180)
class StructuredConcurrencyIT {
    private static final int JDK = 25;

    @Test
    void tasks_haveTheSpanOfWhoeverForkedThem() throws Exception {
        Map<Integer, Path> jdks = Jdks.found();
        Path java = jdks.get(JDK);
        if (java == null) {
            RealParts.ran(
                    StructuredConcurrencyIT.class, "did not run: it needs JDK " + JDK + ", here is " + jdks.keySet());
            assertThat(Runtime.version().feature()).isNotEqualTo(JDK);
            return;
        }
        try (ChildProcess program = ChildProcess.start("structured", command(java), Map.of())) {
            assertThat(program.awaitEnd()).as(program.output()).isZero();

            assertThat(program.output().lines().filter(line -> line.startsWith("tree: ")))
                    .containsExactly(
                            "tree: bare",
                            "tree: by factory",
                            "tree: by factory > forked",
                            "tree: failing",
                            "tree: failing > broken [IllegalStateException]",
                            "tree: failing > interrupted [InterruptedException]",
                            "tree: on its own",
                            "tree: scoped",
                            "tree: scoped > inherited",
                            "tree: wrapped",
                            "tree: wrapped > price",
                            "tree: wrapped > price > price shelf",
                            "tree: wrapped > stock",
                            "tree: wrapped > stock > stock shelf");
            assertThat(program.output()).contains("ended: 14");
        }
        RealParts.ran(StructuredConcurrencyIT.class, "JDK " + JDK);
    }

    private static List<String> command(Path java) throws URISyntaxException {
        List<Path> classPath = new ArrayList<>(StarterClassPath.jars());
        classPath.add(Path.of(ExecutorTracing.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        return List.of(
                java.toString(),
                "--enable-preview",
                "--source",
                String.valueOf(JDK),
                "-cp",
                StarterClassPath.joined(classPath),
                Path.of("target", "test-classes", "dev", "clew", "it", "StructuredTrees.java")
                        .toString());
    }
}
