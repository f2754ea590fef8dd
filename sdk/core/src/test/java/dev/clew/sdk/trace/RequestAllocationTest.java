package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes per span with something in it, exact on warmed code; each shape in a process of its own. */
class RequestAllocationTest {
    // Measured on JDK 17: 256, 208, 400, 560, 312 and 784; 48 more where a builder is left. Over a bare span: 32 for a
    // list and 16 + 8 for each place of its array; 40 for an event, 64 for the details that hold it, and 32 for what
    // weighs its attributes where the compiler leaves that. Of a request's bytes 168 are the API's own.
    @ParameterizedTest
    @CsvSource({"1, 256", "4, 256", "10, 448", "17, 608", "event, 312", "request, 744"})
    void span_costsTheThreadThatMakesIt(String shape, long mostBytes) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        RequestAllocationProbe.class.getName(),
                        shape))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        System.out.println(shape + ": " + printed + " bytes");
        assertThat(Long.parseLong(printed)).isBetween(1L, mostBytes);
    }
}
