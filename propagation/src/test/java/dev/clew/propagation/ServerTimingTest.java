package dev.clew.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerTimingTest {
    private final TextMapPropagator timing = Propagators.serverTiming();

    @Test
    void inject_namesTheSpanThatAnswers() {
        assertThat(Headers.from(timing, Spans.sampled()).asMap())
                .isEqualTo(Map.of(
                        "Server-Timing",
                        List.of("trace;desc=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        assertThat(Headers.from(timing, Spans.notSampled()).one("Server-Timing"))
                .endsWith("-00");
        assertThat(timing.fields()).containsExactly("Server-Timing");
    }

    @Test
    void inject_withoutASpanWritesNothing() {
        assertThat(Headers.from(timing, Context.root()).asMap()).isEmpty();
    }

    @Test
    void extract_readsNothing() {
        Headers response = Headers.from(timing, Spans.sampled());
        assertThat(response.read(timing)).isSameAs(Context.root());
    }
}
