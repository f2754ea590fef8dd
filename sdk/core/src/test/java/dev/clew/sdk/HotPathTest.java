package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What there is to read from {@code startSpan} to the published frame, for a root span that has nothing but a name. */
class HotPathTest {
    private static final int MAX_FILES = 4;
    private static final int MAX_LINES = 200;
    private static final Path SOURCES = Path.of("src/main/java/dev/clew/sdk");

    /** In the order in which they are called; the calls that lead into the path from the API are one line each. */
    private static final Map<String, List<String>> METHODS = Map.of(
            "trace/SpanLife", List.of("Span start(", "void end(", "void publish("),
            "trace/SpanEncoder", List.of("void encode(", "void writeHeader(", "void writeHead(", "int flags("),
            "frame/Stripes", List.of("boolean publish("),
            "frame/Stripe",
                    List.of(
                            "Published tryPublish(",
                            "boolean tryOwn(",
                            "void disown(",
                            "Published publishOwned(",
                            "void write(",
                            "long refreshHeadSeen(",
                            "boolean crossedHalf("));

    @Test
    void fromStartToTheFrame_fourFilesAndTwoHundredLines() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Map.Entry<String, List<String>> file : METHODS.entrySet()) {
            List<String> source = Files.readAllLines(SOURCES.resolve(file.getKey() + ".java"));
            for (String method : file.getValue()) {
                lines.put(file.getKey() + " " + method, linesOf(method, source));
            }
        }
        int sum = lines.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("hot path: " + METHODS.size() + " files, " + sum + " lines");

        assertThat(METHODS).hasSizeLessThanOrEqualTo(MAX_FILES);
        assertThat(sum).as("%s", lines).isBetween(1, MAX_LINES);
    }

    // Of the body, without comments and empty lines.
    private static int linesOf(String method, List<String> source) {
        int first = -1;
        for (int i = 0; i < source.size() && first < 0; i++) {
            String line = source.get(i);
            first = line.startsWith("    ") && !line.startsWith("     ") && line.contains(" " + method) ? i : first;
        }
        assertThat(first).as(method).isNotNegative();
        int count = 0;
        boolean inBody = false;
        for (String line : source.subList(first, source.size())) {
            String code = line.strip();
            if (line.equals("    }")) {
                return count;
            }
            if (inBody && !code.isEmpty() && !code.startsWith("//")) {
                count++;
            }
            inBody |= line.endsWith("{");
        }
        throw new AssertionError(method + " does not end");
    }
}
