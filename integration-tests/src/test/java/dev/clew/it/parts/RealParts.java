package dev.clew.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a run's tests ran against, and what they could not: printed, and added to {@code target/real-parts.txt}. */
public final class RealParts {
    private static final Path RAN = Path.of("target", "real-parts.txt");

    private RealParts() {}

    /** Says it of a test class. */
    public static void ran(Class<?> test, String against) {
        String line = test.getSimpleName() + ": " + against + "\n";
        System.out.print("real parts: " + line);
        try {
            Files.createDirectories(RAN.getParent());
            Files.writeString(RAN, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
