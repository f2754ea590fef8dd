package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void time_isTheMedianOfTheForksMeans() {
        Measurement measured = only(new SampleResults()
                .with("SpanBenchmark.bare", SampleResults.sdk(Sdk.CLEW), "[[100,120],[300,500],[130,150]]", ""));
        assertThat(measured.nanos()).isEqualTo(140);
        assertThat(measured.spread()).isEqualTo((400.0 - 110.0) / 2);
    }

    @Test
    void time_ofAnEvenNumberOfForksIsBetweenTheTwoInTheMiddle() {
        assertThat(only(new SampleResults().with("SpanBenchmark.bare", "", "[[4],[1],[3],[100]]", ""))
                        .nanos())
                .isEqualTo(3.5);
    }

    @Test
    void time_ofOneForkIsTheMedianOfItsIterations() {
        Measurement measured = only(new SampleResults().with("SpanBenchmark.bare", "", "[[100,120,104]]", ""));
        assertThat(measured.nanos()).isEqualTo(104);
        assertThat(measured.spread()).isEqualTo(10);
    }

    @Test
    void name_holdsEveryParameterButTheSdk() {
        Measurement measured = only(new SampleResults()
                .with(
                        "AttributeBenchmark.attributes",
                        SampleResults.sdk(Sdk.BRAVE) + ",\"count\":\"17\"",
                        "[[1]]",
                        ""));
        assertThat(measured.type()).isEqualTo("AttributeBenchmark");
        assertThat(measured.name()).isEqualTo("attributes, count=17");
        assertThat(measured.sdk()).isEqualTo(Sdk.BRAVE);
    }

    @Test
    void classOfBravesOwn_belongsToTheOthersTable() {
        Measurement measured = only(new SampleResults().with("BravePropagationBenchmark.extract", "", "[[1]]", ""));
        assertThat(measured.type()).isEqualTo("PropagationBenchmark");
        assertThat(measured.sdk()).isEqualTo(Sdk.BRAVE);
    }

    @Test
    void bytes_areTheCallersOrElseThoseOfAll() {
        assertThat(only(new SampleResults().with("A.b", "", "[[1]]", SampleResults.bytes(128, 200)))
                        .bytes())
                .isEqualTo(128);
        assertThat(only(new SampleResults().with("A.b", "", "[[1]]", SampleResults.metric("gc.alloc.rate.norm", 200)))
                        .bytes())
                .isEqualTo(200);
        assertThat(only(new SampleResults().with("A.b", "", "[[1]]", "")).bytes())
                .isNaN();
    }

    @Test
    void otherUnits_areRefused() {
        String json = "[{\"benchmark\":\"a.B.c\",\"primaryMetric\":{\"scoreUnit\":\"us/op\",\"rawData\":[[1]]}}]";
        assertThatThrownBy(() -> Results.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ns/op")
                .hasMessageContaining("us/op");
    }

    private static Measurement only(SampleResults results) {
        assertThat(results.read().all()).hasSize(1);
        return results.read().all().get(0);
    }
}
