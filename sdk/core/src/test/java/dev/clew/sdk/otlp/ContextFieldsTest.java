package dev.clew.sdk.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceState;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextFieldsTest {
    @Test
    void traceState_keepsTheOrderOfItsMembers() {
        TraceState state = ContextFields.traceState("b=2, a=1 ,, t@v=x;y");

        assertThat(state.asMap().entrySet().stream().map(Object::toString)).containsExactly("b=2", "a=1", "t@v=x;y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "novalue",
                "a=1,novalue",
                "=1",
                "A=1",
                "a=1,a=2",
                "a=1=2",
                "a=\u0000",
                "a=gr\u00fc\u00df"
            })
    void traceState_malformedIsEmpty(String list) {
        assertThat(ContextFields.traceState(list).size()).isZero();
    }

    @Test
    void traceState_moreThan32MembersAreRefused() {
        assertThat(ContextFields.traceState(members(32)).size()).isEqualTo(32);
        assertThat(ContextFields.traceState(members(33)).isEmpty()).isTrue();
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }
}
