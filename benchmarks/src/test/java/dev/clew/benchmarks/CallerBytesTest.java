package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Clew's bytes on the caller's thread, encoding included, against the OpenTelemetry SDK's, which encodes later: bytes are the same in
 * every run. Each SDK in a process of its own; AllocationTest of the core has the absolute figures.
 */
class CallerBytesTest {
    private static final double MOST = 0.7;

    /** Shapes that come less cheap, with room for builder, seed and ids, which a compiler leaves now and then: 120 bytes. */
    private static final Map<String, Double> MOST_OF_OTHERS = Map.of(
            "child", 0.9,
            "childOfUnsampled", 0.9,
            "notSampled", 0.8,
            "event", 0.85,
            "large", 0.9,
            "scope", 1.0, // OpenTelemetry's context in both
            "exception", 0.1); // the stack trace becomes text on another thread

    @Test
    void everyShape_allocatesLessThanWithTheOpenTelemetrySdk() throws IOException {
        Process theirs = probe(Sdk.OPENTELEMETRY);
        Process ours = probe(Sdk.CLEW);
        Map<String, Long> their = bytes(theirs);
        Map<String, Long> our = bytes(ours);
        System.out.println("bytes on the caller's thread, OpenTelemetry SDK: " + their);
        System.out.println("bytes on the caller's thread, Clew: " + our);
        assertThat(our).hasSizeGreaterThan(15).containsOnlyKeys(their.keySet());
        their.forEach((shape, bytes) -> assertThat(our.get(shape)).as(shape).isBetween(1L, (long)
                (bytes * MOST_OF_OTHERS.getOrDefault(shape, MOST))));
    }

    private static Process probe(Sdk sdk) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // The OpenTelemetry SDK says each time that its queue is full.
        String logging = System.getProperty("java.util.logging.config.file", "");
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.config.file=" + logging,
                        "-cp",
                        classPath,
                        CallerBytesProbe.class.getName(),
                        sdk.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Map<String, Long> bytes(Process probe) throws IOException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        try (var lines = probe.inputReader()) {
            lines.lines().map(line -> line.split(" ")).forEach(line -> bytes.put(line[0], Long.valueOf(line[1])));
        }
        return bytes;
    }
}
