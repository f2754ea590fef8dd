package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XRayTest extends PropagatorContract {
    private static final String IDS = "Root=1-8a3c60f7-d188f8fa79d48a391a778fa6;Parent=53995c3f42cd8ad8";

    @Override
    TextMapPropagator propagator() {
        return Propagators.xRay();
    }

    @Override
    Context filled() {
        return Spans.with(Spans.sampled(), "Lineage", "32767:e65a2c4d:255");
    }

    @ParameterizedTest
    @CsvSource({";Sampled=1, true", ";Sampled=0, false", ";Sampled=?, false", "'', false"})
    void extract_aDecisionThatIsLeftToUsCountsAsNotSampled(String rest, boolean sampled) {
        SpanContext span = Spans.in(read(IDS + rest));
        assertThat(span.getTraceId()).isEqualTo("8a3c60f7d188f8fa79d48a391a778fa6");
        assertThat(span.getSpanId()).isEqualTo("53995c3f42cd8ad8");
        assertThat(span.isSampled()).isEqualTo(sampled);
    }

    @Test
    void extract_spacesAndFieldsOfOthersDoNoHarm() {
        String header = " Self=1-67891234-12456789abcdef012345678 ; Sampled=1;;x; " + IDS.replace(";", " ;\t")
                + ";CalledFrom=app ";
        assertThat(Spans.in(read(header)).isSampled()).isTrue();
    }

    @Test
    void lineage_joinsTheBaggageThatIsThere() {
        Context context = Spans.with(Context.root(), "a", "1");
        Context read = propagator()
                .extract(context, Headers.of("X-Amzn-Trace-Id", IDS + ";Lineage=1:0000000f:0"), Headers.GETTER);
        assertThat(Baggage.fromContext(read).asMap()).containsOnlyKeys("a", "Lineage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "::",
                "1::1",
                ":0000000f:1",
                "1:0000000f:",
                "1:000000f:1", // seven digits
                "1:0000000F:1",
                "32768:0000000f:1",
                "1:0000000f:256",
                "-1:0000000f:1",
                "1:0000000f:1:1",
                "99999999999999999999:0000000f:1"
            })
    void lineage_thatIsNoneIsLeftOutEitherWay(String lineage) {
        Context read = read(IDS + ";Lineage=" + lineage);
        assertThat(Spans.in(read).isValid()).isTrue();
        assertThat(Baggage.fromContext(read).isEmpty()).isTrue();
        assertThat(Headers.from(propagator(), Spans.with(Spans.sampled(), "Lineage", lineage))
                        .one("X-Amzn-Trace-Id"))
                .endsWith(";Sampled=1");
    }

    private Context read(String header) {
        return Headers.of("X-Amzn-Trace-Id", header).read(propagator());
    }
}
