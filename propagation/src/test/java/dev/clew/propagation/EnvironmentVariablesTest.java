package dev.clew.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentVariablesTest {
    @ParameterizedTest
    @CsvSource({
        "traceparent, TRACEPARENT",
        "X-B3-TraceId, X_B3_TRACEID",
        "uberctx-a.b, UBERCTX_A_B",
        "7up, _7UP",
        "a7, A7",
        "\u00e9\u0131, __"
    })
    void name_isInCapitalsWithUnderscores(String header, String variable) {
        assertThat(EnvironmentVariables.nameOf(header)).isEqualTo(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracecontext", "b3", "b3multi", "jaeger", "ottrace", "xray", "grpc-trace-bin"})
    void everyFormat_goesThroughTheEnvironment(String name) {
        TextMapPropagator propagator = Objects.requireNonNull(Propagators.named(name));
        Context sent = Spans.context("00000000000000008448eb211c80319c", TraceFlags.getSampled());
        Map<String, String> variables = variables(propagator, Spans.with(sent, "tenant", "a"));
        Context read = propagator.extract(Context.root(), variables, EnvironmentVariables.getter());
        assertThat(Spans.in(read).getTraceId()).isEqualTo(Spans.in(sent).getTraceId());
        assertThat(Spans.in(read).isSampled()).isTrue();
        if (List.of("jaeger", "ottrace").contains(name)) {
            assertThat(Baggage.fromContext(read).getEntryValue("tenant")).isEqualTo("a");
        }
    }

    @Test
    @Timeout(60)
    void aChildProcess_findsThem() throws Exception {
        ProcessBuilder child = new ProcessBuilder("env");
        child.environment().clear();
        W3CTraceContext.propagator().inject(Spans.sampled(), child.environment(), EnvironmentVariables.setter());
        Process process = child.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    @SuppressWarnings({"NullAway", "deprecation"})
    void whatNoVariableCanHold_isLeftOut() {
        Map<String, String> variables = new HashMap<>();
        EnvironmentVariables.setter().set(variables, "a", "b\0c");
        EnvironmentVariables.setter().set(null, "a", "b");
        assertThat(variables).isEmpty();
        assertThat(EnvironmentVariables.getter().get(null, "a")).isNull();
        assertThat(EnvironmentVariables.getter().keys(null)).isEmpty();
    }

    private static Map<String, String> variables(TextMapPropagator propagator, Context context) {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", "/bin", "HOME", "/"));
        propagator.inject(context, variables, EnvironmentVariables.setter());
        assertThat(variables.keySet()).allMatch(name -> name.matches("[A-Z_][A-Z0-9_]*"));
        return variables;
    }
}
