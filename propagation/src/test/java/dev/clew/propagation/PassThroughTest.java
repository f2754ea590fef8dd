package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassThroughTest extends PropagatorContract {
    private static final TextMapPropagator PROPAGATOR = Propagators.passThrough(List.of("x-request-id", "x-tenant"));

    @Override
    TextMapPropagator propagator() {
        return PROPAGATOR;
    }

    @Override
    Context filled() {
        return Headers.of("X-Request-Id", "4711").and("x-tenant", "a, b").read(PROPAGATOR);
    }

    @Test
    void extract_keepsTheValueAsItCameAndNothingElse() {
        Headers received = Headers.of("x-tenant", " A=%zz;b ").and("x-other", "1");
        assertThat(Headers.from(PROPAGATOR, received.read(PROPAGATOR)).asMap())
                .isEqualTo(Headers.of("x-tenant", " A=%zz;b ").asMap());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b=c", "\u0000", "\u00e9", ""})
    void extract_leavesOutWhatNoHeaderCanHold(String value) {
        assertThat(Headers.of("x-tenant", value).read(PROPAGATOR)).isSameAs(Context.root());
    }

    @Test
    void extract_leavesOutWhatIsLongerThan8192Characters() {
        assertThat(Headers.of("x-tenant", "a".repeat(8192)).read(PROPAGATOR)).isNotSameAs(Context.root());
        assertThat(Headers.of("x-tenant", "a".repeat(8193)).read(PROPAGATOR)).isSameAs(Context.root());
    }

    @Test
    void twoOfThem_doNotSendEachOthersHeaders() {
        TextMapPropagator other = Propagators.passThrough(List.of("x-tenant"));
        assertThat(Headers.from(other, filled()).asMap()).isEmpty();
    }

    @Test
    void fields_areTheNamesOfHeaders() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Propagators.passThrough(List.of("x-a", "a b")))
                .withMessage("a field must be the name of a header: field=a b");
    }
}
