package dev.clew.propagation;

import static dev.clew.propagation.Spans.SPAN_ID;
import static dev.clew.propagation.Spans.TRACE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3MultiTest extends PropagatorContract {
    @Override
    TextMapPropagator propagator() {
        return Propagators.b3Multi();
    }

    @Override
    Context filled() {
        return Spans.sampled();
    }

    @Override
    Set<String> fieldsAtTimes() {
        return Set.of("X-B3-Flags");
    }

    @ParameterizedTest
    @CsvSource({"X-B3-Sampled, 0, DENY", "X-B3-Sampled, 1, ACCEPT", "X-B3-Flags, 1, DEBUG"})
    void decision_withoutASpanIsKeptForASamplerAndSentOn(String name, String value, CallerDecision decision) {
        Context read = Headers.of(name, value).read(propagator());
        assertThat(CallerDecision.in(read)).isEqualTo(decision);
        assertThat(Headers.from(propagator(), read).asMap()).isEqualTo(Map.of(name, List.of(value)));
    }

    @Test
    void debug_standsInForSampled() {
        Context debug = CallerDecision.DEBUG.putInto(Spans.sampled());
        assertThat(Headers.from(propagator(), debug).asMap().keySet())
                .containsExactly("X-B3-TraceId", "X-B3-SpanId", "X-B3-Flags");
    }

    @Test
    void extract_theOneHeaderIsReadAsWell() {
        Headers single = Headers.of("b3", TRACE_ID + "-" + SPAN_ID + "-1");
        assertThat(Spans.in(single.read(propagator())).getSpanId()).isEqualTo(SPAN_ID);
    }

    @ParameterizedTest
    @CsvSource({"X-B3-TraceId, 0af7651916cd43dd8448eb211c80319c", "X-B3-SpanId, b7ad6b7169203331"})
    void extract_oneIdWithoutTheOtherGivesTheSameContext(String name, String value) {
        Headers half = Headers.of(name, value).and("X-B3-Sampled", "1");
        assertThat(half.read(propagator())).isSameAs(Context.root());
    }

    @ParameterizedTest
    @CsvSource({"yes", "2", "''"})
    void extract_aStateThatIsNoneCountsAsNotSampled(String state) {
        Headers headers =
                Headers.of("X-B3-TraceId", TRACE_ID).and("X-B3-SpanId", SPAN_ID).and("X-B3-Sampled", state);
        assertThat(Spans.in(headers.read(propagator())).isSampled()).isFalse();
    }
}
