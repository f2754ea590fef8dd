package dev.clew.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM as a user has it who adds the starter: its class path as the build wrote it, and a program of these tests. */
final class StarterJvm {
    /** How a program ended, and what it wrote. */
    record Run(int exit, String out, String err) {}

    private StarterJvm() {}

    /** Runs the program to its end, with these variables and no others of OpenTelemetry. */
    static Run run(Path directory, Class<?> program, Map<String, String> variables, String... options)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), program.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The starter's runtime class path: jars when the build is at its package phase, else directories of classes. */
    static List<Path> starter() throws IOException {
        return Stream.of(Files.readString(Path.of("target", "runtime-class-path.txt"))
                        .trim()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static String classPath() throws IOException {
        String starter = Files.readString(Path.of("target", "runtime-class-path.txt"));
        assertThat(Stream.of("junit", "protobuf", "opentelemetry-proto")).noneMatch(starter::contains);
        return String.join(
                File.pathSeparator,
                starter.trim(),
                Path.of("target", "test-classes").toString());
    }
}
