package dev.clew.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void theSamplersAreWrittenAsShown() throws IOException {
        String rules = page().substring(page().indexOf("So do the samplers of"));
        int start = rules.indexOf("```yaml\n") + 8;
        assertThat(sampler(rules.substring(start, rules.indexOf("```", start))))
                .contains("Rules{name=GET /health* -> AlwaysOffSampler; kind=SERVER -> JaegerRemoteSampler{")
                .contains("; * -> RateLimit{50.0/s}}");
        assertThat(List.of("`rate_limit: ", "`jaeger_remote: ")).allSatisfy(name -> {
            int from = rules.indexOf(name) + 1;
            String alone = rules.substring(from, rules.indexOf('`', from));
            assertThat(sampler(Start.tracers("  sampler: {" + alone + "}\n")))
                    .containsAnyOf("RateLimit{50.0/s}", "JaegerRemoteSampler{");
        });
    }

    private static String sampler(String yaml) {
        try (Start start = Start.of(yaml)) {
            assertThat(start.warnings()).isEmpty();
            return start.infos().get(0);
        }
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
