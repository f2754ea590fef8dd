package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final String HEAD =
            " | no-op API | OpenTelemetry SDK | Brave | Clew | Clew : SDK | Clew : Brave |\n|---|---|---|---|---|---|---|\n";

    @Test
    void row_hasEachSdkAndTheRatiosOfTimesAndBytes() {
        Results results = new SampleResults()
                .with("SpanBenchmark.bare", SampleResults.sdk(Sdk.NOOP), "[[3.14]]", SampleResults.bytes(16, 16))
                .with(
                        "SpanBenchmark.bare",
                        SampleResults.sdk(Sdk.OPENTELEMETRY),
                        "[[400],[380],[420]]",
                        SampleResults.bytes(400, 453) + ',' + SampleResults.metric(CallerProfiler.LOST, 12.4))
                .with("SpanBenchmark.bare", SampleResults.sdk(Sdk.BRAVE), "[[1200]]", SampleResults.bytes(600, 600))
                .with("SpanBenchmark.bare", SampleResults.sdk(Sdk.CLEW), "[[120]]", SampleResults.bytes(128, 240))
                .read();
        assertThat(new ResultTable(results).text())
                .isEqualTo(ResultTable.LEGEND
                        + "\n| SpanBenchmark" + HEAD
                        + "| bare | 3.1 ±0.0 ns, 16/16 B | 400 ±20 ns, 400/453 B, 12 % lost | 1,200 ±0 ns, 600/600 B"
                        + " | 120 ±0 ns, 128/240 B | 0.30, 0.32 | 0.10, 0.21 |\n");
    }

    @Test
    void whatWasNotMeasured_isADash() {
        Results results = new SampleResults()
                .on(Sdk.CLEW, "EncoderBenchmark.encode", 120)
                .on(Sdk.OPENTELEMETRY, "EncoderBenchmark.encode", 240)
                .read();
        assertThat(new ResultTable(results).text())
                .endsWith(HEAD + "| encode | - | 240 ±0 ns | - | 120 ±0 ns | 0.50, - | - |\n");
    }

    @Test
    void bytesThatTheJvmDoesNotCount_areAQuestion() {
        Results results = new SampleResults()
                .with("A.b", SampleResults.sdk(Sdk.CLEW), "[[1]]", SampleResults.metric("gc.alloc.rate.norm", 240))
                .read();
        assertThat(new ResultTable(results).text()).contains("| 1.0 ±0.0 ns, ?/240 B |");
    }

    @Test
    void eachClass_hasATableOfItsOwn() {
        Results results = new SampleResults()
                .on(Sdk.CLEW, "SpanBenchmark.bare", 120)
                .on(Sdk.CLEW, "TextBenchmark.attribute", 240)
                .read();
        assertThat(new ResultTable(results).text())
                .contains("| SpanBenchmark" + HEAD)
                .contains("| TextBenchmark" + HEAD);
    }
}
