package dev.clew.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process that is told something in a line and answers with figures in a line. Threads: one. */
final class Child implements AutoCloseable {
    private static final Path LOG = Path.of("benchmarks/end-to-end/target/last-run.log");
    private static final String ANSWER = "answer: ";

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final String name;

    /** Starts the main class with this one's class path; what it says beside the answers is appended to a log. */
    Child(Class<?> main, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        File log = LOG.toAbsolutePath().toFile();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
        name = main.getSimpleName() + arguments;
    }

    /** Answers whoever started this process. */
    static void say(Figures figures) {
        System.out.println(ANSWER + figures);
    }

    /** Waits for the next line that is an answer; an agent may print others. */
    Figures answer() throws IOException {
        String line;
        do {
            line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(name + " ended without an answer; see " + LOG);
            }
        } while (!line.startsWith(ANSWER));
        return Figures.parse(line.substring(ANSWER.length()));
    }

    void tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
    }

    Figures ask(String order) throws IOException {
        tell(order);
        return answer();
    }

    @Override
    public void close() throws IOException {
        try (orders) {
            orders.flush();
        } catch (IOException gone) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
