package dev.clew.it.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that this test started: its output goes to {@code target/logs/<name>.log}, and it never outlives the test's JVM. */
public final class ChildProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 20;
    private static final long END_SECONDS = 120;

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread reaper;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.reaper = new Thread(process::destroyForcibly, "reaper of " + name);
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts the command with exactly the given environment: nothing of this process's own is handed on. */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment) {
        Path log = Path.of("target", "logs", name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            return new ChildProcess(
                    name, log, builder.redirectOutput(log.toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a main class of this test's class path on this test's Java. */
    public static ChildProcess java(String name, List<String> mainAndArguments, Map<String, String> environment) {
        return java(name, System.getProperty("java.class.path"), mainAndArguments, environment);
    }

    /** As {@link #java(String, List, Map)}, on another class path. */
    public static ChildProcess java(
            String name, String classPath, List<String> mainAndArguments, Map<String, String> environment) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> options = List.of(java, "-cp", classPath);
        List<String> command =
                Stream.concat(options.stream(), mainAndArguments.stream()).toList();
        return start(name, command, environment);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a line of output that starts with the prefix, and returns the rest of it. Fails when the program ends first. */
    public String awaitLine(String prefix) {
        return await("a line of " + name + " that starts with '" + prefix + "' in " + log.toAbsolutePath())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .failFast(
                        name + " ended early, see " + log.toAbsolutePath(),
                        () -> !isAlive() && line(prefix).isEmpty())
                .until(() -> line(prefix), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the program has ended by itself; returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end within " + END_SECONDS + " s, see " + log);
        }
        return process.exitValue();
    }

    /** Tells the program to end, as a terminal or an orchestrator would, and waits until it has; returns its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end within " + STOP_SECONDS + " s, see " + log);
        }
        return process.exitValue();
    }

    /** The whole output so far. */
    public String output() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name it was started under. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }

    private Optional<String> line(String prefix) {
        return output().lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }
}
