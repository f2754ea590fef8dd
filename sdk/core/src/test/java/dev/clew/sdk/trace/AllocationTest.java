package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes per span, exact on warmed code. A process of their own: what ran before in this one changes what is compiled how. */
class AllocationTest {
    // Measured: 128 (span 80, identity 48) and 48 (identity). The builder is not there: 40 more would say that it is
    // again.
    private static final long MAX_BARE = 136;
    private static final long MAX_UNSAMPLED = 48;

    @Test
    void bareSpan_costsTwoSmallObjectsEncodingIncluded() throws IOException {
        assertThat(bytesPerSpan(true)).isBetween(1L, MAX_BARE);
    }

    @Test
    void spanThatIsNotSampled_costsItsIdentity() throws IOException {
        assertThat(bytesPerSpan(false)).isBetween(1L, MAX_UNSAMPLED);
    }

    private static long bytesPerSpan(boolean sampled) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        AllocationProbe.class.getName(),
                        Boolean.toString(sampled)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        System.out.println((sampled ? "bare span: " : "span not sampled: ") + printed + " bytes");
        return Long.parseLong(printed);
    }
}
