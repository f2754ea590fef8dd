package dev.clew.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of the compliance matrix in docs/compatibility.md names its state and tests that are there. */
class ComplianceMatrixTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String TITLE = "## The compliance matrix";
    private static final List<String> SECTIONS =
            List.of("Traces", "Baggage", "Resource", "Context propagation", "Environment variables");
    private static final Set<String> PROVED = Set.of("yes", "better", "different");
    private static final String NOT_DONE = "no";
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+)\\.([A-Za-z0-9_]+)`");
    private static final int FEWEST_ROWS = 120;

    private record Row(String section, String feature, String state, String proof) {}

    private final Map<String, String> sources = testSources();

    @Test
    void everySectionIsThere() throws IOException {
        assertThat(rows().stream().map(Row::section).distinct()).containsExactlyElementsOf(SECTIONS);
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(FEWEST_ROWS);
    }

    @Test
    void everyFeatureStandsOnce() throws IOException {
        assertThat(rows())
                .extracting(row -> row.section() + ": " + row.feature())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyStateIsKnownAndWhatIsNotDoneSaysWhy() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(PROVED.contains(row.state()) || row.state().equals(NOT_DONE))
                    .as("state of %s", row)
                    .isTrue();
            assertThat(row.proof()).as("proof of %s", row).isNotBlank();
        });
    }

    @Test
    void everyOtherRowNamesATestThatIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            Matcher tests = TEST.matcher(row.proof());
            int found = 0;
            while (tests.find()) {
                found++;
                if (!isThere(tests.group(1), tests.group(2))) {
                    missing.add(row.feature() + ": " + tests.group());
                }
            }
            if (found == 0 && PROVED.contains(row.state())) {
                missing.add(row.feature() + ": names no test");
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean isThere(String type, String method) {
        return Pattern.compile("\\bvoid " + method + "\\(")
                .matcher(sources.getOrDefault(type, ""))
                .find();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String section = "";
        boolean inside = false;
        for (String line : Files.readAllLines(ROOT.resolve("docs/compatibility.md"))) {
            if (line.startsWith("## ")) {
                inside = line.equals(TITLE);
            } else if (inside && line.startsWith("### ")) {
                section = line.substring(4);
            } else if (inside && line.startsWith("| ") && !line.startsWith("| feature |")) {
                String[] cells = line.substring(1).split("\\|", -1);
                assertThat(cells).as(line).hasSize(4);
                rows.add(new Row(section, cells[0].strip(), cells[1].strip(), cells[2].strip()));
            }
        }
        return rows;
    }

    /** The text of each test class and contract by its simple name; names are unique enough to be told apart by hand. */
    private static Map<String, String> testSources() {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(ComplianceMatrixTest::isTestSource).toList()) {
                String name = file.getFileName().toString();
                sources.merge(name.substring(0, name.length() - 5), Files.readString(file), String::concat);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static boolean isTestSource(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return path.endsWith(".java") && (path.contains("src/test/java/") || path.contains("contract"));
    }
}
