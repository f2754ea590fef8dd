package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryEnvironmentTest {
    private static final String DISABLED = "OTEL_SDK_DISABLED";

    @Test
    void start_saysInOneLineWhatIsInForce() {
        try (Start start = Environment.start(
                "OTEL_SERVICE_NAME", "orders", "OTEL_TRACES_EXPORTER", "otlp", "OTEL_TRACES_SAMPLER", "always_on")) {
            assertThat(start.infos())
                    .containsExactly("Clew makes spans: service=orders, sampler=always_on, "
                            + "exporters=[OTLP to nowhere], propagators=[tracecontext, baggage]");
            assertThat(start.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " True "})
    void disabled_makesNoSpansAndStillPropagates(String value) {
        try (Start start = Environment.start(DISABLED, value, "OTEL_PROPAGATORS", "baggage")) {
            assertThat(start.sdk()
                            .getTracer("t")
                            .spanBuilder("s")
                            .startSpan()
                            .getSpanContext()
                            .isValid())
                    .isFalse();
            assertThat(start.sdk().getPropagators().getTextMapPropagator().fields())
                    .containsExactly("baggage");
            assertThat(start.infos())
                    .containsExactly("Clew makes no spans: OTEL_SDK_DISABLED=true, propagators=[baggage]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, ''",
        "' ', false, ''",
        "false, false, ''",
        "False, false, ''",
        "1, true, ''",
        "yes, true, ''",
        "ture, true, ' (nearest: true)'"
    })
    void disabled_anythingButTrueIsFalse(String value, boolean reported, String hint) {
        try (Start start = Environment.start(DISABLED, value)) {
            assertThat(start.sdk().getTracer("t").spanBuilder("s").startSpan().isRecording())
                    .isTrue();
            if (reported) {
                assertThat(start.warnings())
                        .containsExactly("OTEL_SDK_DISABLED must be true or false" + hint + ": OTEL_SDK_DISABLED="
                                + value + "; it counts as false");
            } else {
                assertThat(start.warnings()).isEmpty();
            }
        }
    }

    @Test
    void aStartThatFailsClosesWhatItMade() {
        FakeProviders.EVENTS.clear();
        int closed = FakeProviders.Collecting.CLOSED.get();
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(
                        "OTEL_TRACES_SAMPLER",
                        "noting",
                        "OTEL_TRACES_EXPORTER",
                        "collecting",
                        "OTEL_TRACE_SAMPLER",
                        "x"))
                .withMessageStartingWith("OTEL_TRACE_SAMPLER is not a setting");

        assertThat(FakeProviders.EVENTS).containsExactly("made for null", "closed");
        assertThat(FakeProviders.Collecting.CLOSED).hasValue(closed + 1);
    }

    @Test
    void strict_throwsForABooleanThatIsNone() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly(DISABLED, "yes"))
                .withMessage("OTEL_SDK_DISABLED must be true or false: OTEL_SDK_DISABLED=yes");
    }
}
