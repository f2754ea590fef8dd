package dev.clew.it.parts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user's build has who adds the starter, as the starter's own build wrote it down, and these tests' programs. */
public final class StarterClassPath {
    private static final Path WRITTEN = Path.of("..", "sdk", "starter", "target", "runtime-class-path.txt");

    private StarterClassPath() {}

    /** The starter's own dependencies, and no tests. */
    public static List<Path> jars() {
        try {
            return Stream.of(Files.readString(WRITTEN).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the programs that are among these tests. */
    public static List<Path> withPrograms() {
        List<Path> paths = new ArrayList<>(jars());
        paths.add(Path.of("target", "test-classes").toAbsolutePath());
        return paths;
    }

    /** As {@code java -cp} takes it. */
    public static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
