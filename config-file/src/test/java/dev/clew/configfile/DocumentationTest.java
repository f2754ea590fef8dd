package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/config-file.md shows is what happens. */
class DocumentationTest {
    private static final Pattern SNIPPET = Pattern.compile("```yaml\\n(.*?)```\\n+```\\n(.*?)\\n```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/config-file.md"));
    }

    private static Stream<MatchResult> snippetsBetween(String from, String to) throws IOException {
        String page = page();
        return SNIPPET.matcher(page.substring(page.indexOf(from), page.indexOf(to)))
                .results();
    }

    @Test
    void theExampleIsTheFileThatTheTestsRun() throws IOException {
        assertThat(page())
                .contains("```yaml\n" + Files.readString(Path.of("../docs/config-file-example.yaml")) + "```");
    }

    @Test
    void theErrorsAreWhatIsThrown() throws IOException {
        assertThat(snippetsBetween("## What it says", "A warning:"))
                .hasSize(6)
                .allSatisfy(
                        snippet -> assertThat(Start.refusal(snippet.group(1)).replace(Start.FILE, "otel.yaml"))
                                .isEqualTo(snippet.group(2)));
    }

    @Test
    void theWarningIsWhatIsLogged() throws IOException {
        assertThat(snippetsBetween("A warning:", "Without a file"))
                .singleElement()
                .satisfies(snippet -> {
                    try (Start start = Start.of(snippet.group(1))) {
                        assertThat(start.warnings())
                                .singleElement()
                                .extracting(warning -> warning.replace(Start.FILE, "otel.yaml"))
                                .isEqualTo(snippet.group(2));
                    }
                });
    }
}
