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
    // The most that was measured, on JDK 17 or 25. Over a bare span: 32 for the list and 16 + 8 for each attribute that
    // its
    // array has room for; 40 for an event, 64 for the details that hold it, and 32 where the compiler does not see that what weighs its attributes does not escape. A request has 168 of the API's own.
    @ParameterizedTest
    @CsvSource({"1, 256", "4, 256", "10, 448", "17, 608", "event, 312", "request, 784"})
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
