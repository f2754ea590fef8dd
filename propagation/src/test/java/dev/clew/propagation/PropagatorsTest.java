package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropagatorsTest {
    @ParameterizedTest
    @CsvSource({
        "tracecontext, traceparent",
        "baggage, baggage",
        "b3, b3",
        "B3Multi, X-B3-TraceId",
        "jaeger, uber-trace-id",
        "ottrace, ot-tracer-traceid",
        "xray, X-Amzn-Trace-Id",
        "grpc-trace-bin, grpc-trace-bin"
    })
    void named_isTheFormatInAnyCase(String name, String field) {
        TextMapPropagator propagator = Propagators.named(name);
        assertThat(propagator).isNotNull().isSameAs(Propagators.named(name.toLowerCase(Locale.ROOT)));
        assertThat(propagator.fields()).contains(field);
        assertThat(Propagators.names()).contains(name.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "b4", "xray-lambda"})
    void named_isNullForOthers(String name) {
        assertThat(Propagators.named(name)).isNull();
    }

    @Test
    void names_areAllNamed() {
        assertThat(Propagators.names()).hasSize(8).allMatch(name -> Propagators.named(name) != null);
    }
}
