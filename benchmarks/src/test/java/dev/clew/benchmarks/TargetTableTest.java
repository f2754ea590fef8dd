package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTableTest {
    @Test
    void ratio_isMetUpToItsLimit() {
        SampleResults theirs = new SampleResults().on(Sdk.OPENTELEMETRY, "SpanBenchmark.bare", 200);
        assertThat(text(theirs.on(Sdk.CLEW, "SpanBenchmark.bare", 80)))
                .contains("| bare span, encoded (theirs: not), against the OpenTelemetry SDK | <= 0.40x"
                        + " | 0.40x = 80.0 ±0.0 ns : 200 ±0 ns | met |");
    }

    @Test
    void ratio_isMissedAboveIt() {
        assertThat(text(new SampleResults()
                        .on(Sdk.OPENTELEMETRY, "SpanBenchmark.request", 1000)
                        .on(Sdk.CLEW, "SpanBenchmark.request", 510)))
                .contains("| <= 0.50x | 0.51x = 510 ±0 ns : 1,000 ±0 ns | missed |");
    }

    @Test
    void bytes_areThoseOfTheCaller() {
        assertThat(text(new SampleResults()
                        .with(
                                "SpanBenchmark.bare",
                                SampleResults.sdk(Sdk.CLEW),
                                "[[1]]",
                                SampleResults.bytes(136, 240))))
                .contains("| bare span, bytes on the caller's thread | <= 136 B | 136.0 B | met |");
    }

    @Test
    void threads_scaleByWhatTwoGetDoneInTheTimeOfOne() {
        assertThat(text(new SampleResults()
                        .on(Sdk.CLEW, "SpanBenchmark.bare", 90)
                        .on(Sdk.CLEW, "ThreadsBenchmark.bareOn2", 100)))
                .contains("| >= 1.70x | 1.80x = 2 x 90.0 ±0.0 ns : 100 ±0 ns | met |");
    }

    @Test
    void exception_isWhatItAddsToASpan() {
        assertThat(text(new SampleResults()
                        .on(Sdk.OPENTELEMETRY, "ExceptionBenchmark.with", 3200)
                        .on(Sdk.OPENTELEMETRY, "ExceptionBenchmark.without", 200)
                        .on(Sdk.CLEW, "ExceptionBenchmark.with", 700)
                        .on(Sdk.CLEW, "ExceptionBenchmark.without", 100)))
                .contains("| <= 0.15x | 0.20x = 600 ns : 3,000 ns | missed |");
    }

    @Test
    void whatWasNotMeasured_isNotMet() {
        assertThat(text(new SampleResults().on(Sdk.CLEW, "SpanBenchmark.bare", 80)))
                .contains("| <= 0.40x | not measured | not measured |")
                .contains("| <= 136 B | not measured | not measured |")
                .contains("| <= 0.20x | not measured | not measured |")
                .doesNotContain("| met |");
    }

    private static String text(SampleResults results) {
        return new TargetTable(results.read()).text();
    }
}
