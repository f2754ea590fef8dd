package dev.clew.starter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start may load, counted: times depend on the machine, these numbers do not (docs/performance.md, start-up). */
@Timeout(120)
class LeanStartTest {
    /** Counted on JDK 17 and 25, and a few to spare. */
    private static final int MOST_OWN_CLASSES = 145;

    private static final int MOST_OWN_LAMBDAS = 70;

    private static final long MOST_BYTES_OF_JARS = 700 * 1024;

    @TempDir
    Path directory;

    @Test
    void aStart_loadsFewClassesOfOurs() throws Exception {
        List<String> loaded = loadedUntilTheFirstSpan();

        assertThat(loaded)
                .filteredOn(name -> isOurs(name) && !name.contains("$$Lambda"))
                .hasSizeBetween(50, MOST_OWN_CLASSES);
    }

    @Test
    void aStart_linksFewLambdasOfOurs() throws Exception {
        List<String> loaded = loadedUntilTheFirstSpan();

        assertThat(loaded)
                .filteredOn(name -> isOurs(name) && name.contains("$$Lambda"))
                .hasSizeBetween(1, MOST_OWN_LAMBDAS);
    }

    @Test
    void aStart_comparesNoRecords() throws Exception {
        assertThat(loadedUntilTheFirstSpan())
                .contains("java.lang.Object")
                .doesNotContain(
                        "java.lang.runtime.ObjectMethods"); // what makes their equals, when that is first called
    }

    @Test
    void ourClasses_concatenateStringsWithoutInvokedynamic() throws Exception {
        List<Path> ours = StarterJvm.starter().stream()
                .filter(path -> !path.getFileName().toString().startsWith("opentelemetry-"))
                .toList();

        assertThat(ours)
                .hasSizeGreaterThan(5)
                .allSatisfy(path ->
                        assertThat(classesNaming("StringConcatFactory", path)).isEmpty());
    }

    @Test
    void aStart_needsNoSecurityProviders() throws Exception {
        assertThat(loadedUntilTheFirstSpan()).doesNotContain("java.security.SecureRandom", "java.security.Provider");
    }

    @Test
    void spans_loadNoClassesAndLinkNothingOnceThereWereSome() throws Exception {
        List<String> loaded = loaded(WarmSpans.class, Map.of("OTEL_TRACES_EXPORTER", "none"));
        int warm = loaded.indexOf(WarmSpans.Warm.class.getName());
        int done = loaded.indexOf(WarmSpans.Done.class.getName());

        assertThat(warm).isPositive();
        assertThat(done).isPositive();
        // The JVM's compilers load classes when they look into a method: from JDK 21 on those behind a ByteBuffer, too.
        assertThat(loaded.subList(warm + 1, done))
                .allMatch(name -> name.startsWith("jdk.internal.") || name.startsWith("java.lang.foreign."));
    }

    @Test
    void ourJars_areSmall() throws Exception {
        List<Path> ours = StarterJvm.starter().stream()
                .filter(path -> path.getFileName().toString().startsWith("clew-"))
                .toList();
        assumeThat(ours).as("jars are there from the package phase on").isNotEmpty();
        long bytes = 0;
        for (Path jar : ours) {
            bytes += Files.size(jar);
        }

        assertThat(bytes).isBetween(100_000L, MOST_BYTES_OF_JARS);
    }

    @Test
    void theClassPath_isOursAndOpenTelemetrys() throws Exception {
        assertThat(StarterJvm.starter())
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(path.toString())
                        .matches(".*(/target/(classes|clew-[^/]*[.]jar)|/opentelemetry-[^/]*[.]jar)"));
    }

    private List<String> loadedUntilTheFirstSpan() throws IOException, InterruptedException {
        List<String> loaded = loaded(FirstSpan.class, Map.of("OTEL_SERVICE_NAME", "orders"));
        return loaded.subList(0, loaded.indexOf(FirstSpan.Ended.class.getName()));
    }

    /** What the program loads, in that order. */
    private List<String> loaded(Class<?> program, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path log = directory.resolve("classes.txt");
        StarterJvm.Run run = StarterJvm.run(directory, program, variables, "-Xlog:class+load:file=" + log);
        assertThat(run.exit()).as(run.err()).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ *", ""))
                    .map(line -> line.substring(0, (line + " ").indexOf(' ')))
                    .toList();
        }
    }

    /** Classes in a jar or below a directory whose file has this text in it. */
    private static List<String> classesNaming(String text, Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return classFilesWith(text, place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classFilesWith(text, jar.getPath("/"));
        }
    }

    private static List<String> classFilesWith(String text, Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".class")
                        && Files.readString(file, ISO_8859_1).contains(text)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("dev.clew.") && !name.startsWith("dev.clew.starter.");
    }
}
