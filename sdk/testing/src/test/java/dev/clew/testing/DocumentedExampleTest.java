package dev.clew.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentedExampleTest {
    @Test
    void example_isTheOneThatIsTested() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/clew/testing/OrdersExampleTest.java"));
        String example = between(source, "// docs/testing.md begins here\n", "    // docs/testing.md ends here");

        assertThat(Files.readString(Path.of("../../docs/testing.md")))
                .contains("```java\n"
                        + example.lines()
                                .map(line -> line.replaceFirst("^ {4}", ""))
                                .collect(joining("\n")) + "\n```");
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
