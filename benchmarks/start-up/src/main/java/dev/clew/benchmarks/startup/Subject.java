package dev.clew.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program to measure.
 *
 * @param jars what it needs beside the program itself
 * @param received whether it waits until its span is received
 * @param archive where the archive of its classes is, for class-data sharing; null for the JDK's own only
 */
record Subject(
        String name,
        Class<?> program,
        List<Path> jars,
        boolean received,
        @Nullable Path archive) {
    private static final long MOST_SECONDS = 60;

    Subject untilReceived() {
        return new Subject(name + ", received", program, jars, true, archive);
    }

    Subject withArchive(Path file) {
        return new Subject(name + ", with an archive of its classes", program, jars, received, file);
    }

    /** Of the jars on its class path together. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return bytes;
    }

    /** Runs it once, so that it writes its archive, if it is to have one. */
    void train(Path programs, String endpoint, List<String> options) throws IOException, InterruptedException {
        if (archive != null) {
            List<String> training = new ArrayList<>(options);
            training.add("-XX:ArchiveClassesAtExit=" + archive);
            training.add("-Dtrain=true");
            run(programs, endpoint, training);
            if (!Files.exists(archive)) {
                throw new IllegalStateException("no archive was written: " + archive);
            }
        }
    }

    /** One run in a JVM of its own. */
    Sample measure(Path programs, String endpoint, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        if (archive != null) {
            all.add("-XX:SharedArchiveFile=" + archive);
        }
        return run(programs, endpoint, all);
    }

    private Sample run(Path programs, String endpoint, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(programs
                + File.pathSeparator
                + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(program.getName());
        if (received) {
            command.add("received");
        }
        Path output = Files.createTempFile("start-up", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_") || key.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("OTEL_SERVICE_NAME", "start-up");
        builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        builder.environment().put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        // OpenTelemetry's autoconfigure would set these up, too, and Clew has none: the comparison is of traces.
        builder.environment().put("OTEL_METRICS_EXPORTER", "none");
        builder.environment().put("OTEL_LOGS_EXPORTER", "none");
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " did not end");
            }
            return Sample.parse(Files.readString(output), System.nanoTime() - start);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
