package dev.clew.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine: this test's own, those installed beside it, and those named in {@code JAVA_HOME*} variables. */
public final class Jdks {
    private static final int OLDEST = 17;

    private Jdks() {}

    /** From feature version, such as 17, to the {@code java} program; this test's own wins over others of its version. */
    public static SortedMap<Integer, Path> found() {
        Path own = Path.of(System.getProperty("java.home"));
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
                .map(Map.Entry::getValue)
                .map(Path::of);
        SortedMap<Integer, Path> found = new TreeMap<>();
        Stream.of(Stream.of(own), named, beside(own).stream())
                .flatMap(homes -> homes)
                .filter(home -> Files.isExecutable(java(home)))
                .forEach(home -> found.putIfAbsent(version(home), java(home)));
        return found.tailMap(OLDEST);
    }

    private static List<Path> beside(Path home) {
        try (Stream<Path> homes = Files.list(home.toAbsolutePath().getParent())) {
            return homes.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /** As the file {@code release} says it; 0 where there is none. */
    private static int version(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException notAJdk) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
