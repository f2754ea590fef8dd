package dev.clew.it.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code target/real-parts.txt}: which test class ran against what, one line each. */
public final class RealParts {
    private static final Path RAN = Path.of("target", "real-parts.txt");

    private RealParts() {}

    public static void ran(Class<?> test, Object part) throws IOException {
        String line = test.getSimpleName() + ": " + part + "\n";
        Files.writeString(RAN, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
