package dev.clew.it.parts;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars that the build put into a folder of {@code target}, for child processes with class paths of their own. */
public final class CopiedJars {
    private CopiedJars() {}

    /** The jars of a folder, at least one. */
    public static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of("target", folder))) {
            List<Path> jars = files.map(Path::toAbsolutePath).sorted().toList();
            if (jars.isEmpty()) {
                throw new IllegalStateException("the build copied no jars to target/" + folder);
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This module's class path with the folder's jars before everything else, and so in place of the build's own. */
    public static String classPathOf(String folder) {
        return Stream.concat(in(folder).stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(joining(File.pathSeparator));
    }
}
