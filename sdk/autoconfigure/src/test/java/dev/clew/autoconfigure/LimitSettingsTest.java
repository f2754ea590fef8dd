package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSettingsTest {
    private static final Map<String, String> DEFAULTS = Map.of(
            "attributes", "128",
            "events", "128",
            "links", "128",
            "attributes of an event", "128",
            "attributes of a link", "128",
            "length of a value", "unlimited");

    @ParameterizedTest
    @CsvSource({
        "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT, attributes",
        "OTEL_SPAN_EVENT_COUNT_LIMIT, events",
        "OTEL_SPAN_LINK_COUNT_LIMIT, links",
        "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT, attributes of an event",
        "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT, attributes of a link",
        "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT, length of a value",
        "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT, length of a value"
    })
    void limit_changesItsValueAndNoOther(String variable, String item) {
        Map<String, String> expected = DEFAULTS.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getKey().equals(item) ? "7" : entry.getValue()));
        try (Start start = Environment.start(variable, "7")) {
            assertThat(limits(start)).isEqualTo(expected);
            assertThat(start.row(item)).isEqualTo("7 | environment variable " + variable);
            assertThat(start.warnings()).isEmpty();
        }
    }

    @Test
    void limit_ofAllAttributesIsAlsoThatOfEventsAndLinks() {
        try (Start start = Environment.start("OTEL_ATTRIBUTE_COUNT_LIMIT", "0")) {
            String zero = "0 | environment variable OTEL_ATTRIBUTE_COUNT_LIMIT";
            assertThat(start.row("attributes")).isEqualTo(zero);
            assertThat(start.row("attributes of an event")).isEqualTo(zero);
            assertThat(start.row("attributes of a link")).isEqualTo(zero);
            assertThat(start.row("events")).isEqualTo("128 | default");
        }
    }

    @Test
    void limit_ofItsOwnWinsAlsoOverASmallerOne() {
        try (Start start = Environment.start(
                "OTEL_ATTRIBUTE_COUNT_LIMIT", "5",
                "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "9",
                "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", "8",
                "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "50",
                "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "60")) {
            assertThat(limits(start))
                    .containsEntry("attributes", "9")
                    .containsEntry("attributes of an event", "5")
                    .containsEntry("attributes of a link", "8")
                    .containsEntry("length of a value", "60");
        }
    }

    @Test
    void limit_isFeltByASpan() {
        FakeProviders.MEMORY.clear();
        try (Start start = Environment.start(
                "OTEL_TRACES_EXPORTER",
                "memory",
                "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
                "3",
                "OTEL_SPAN_EVENT_COUNT_LIMIT",
                "1")) {
            start.sdk()
                    .getTracer("t")
                    .spanBuilder("s")
                    .startSpan()
                    .setAttribute("k", "abcdef")
                    .addEvent("a")
                    .addEvent("b")
                    .end();
            start.flush();

            assertThat(FakeProviders.MEMORY.spans()).singleElement().satisfies(span -> {
                assertThat(span.getAttributes().get(AttributeKey.stringKey("k")))
                        .isEqualTo("abc");
                assertThat(span.getEvents()).hasSize(1);
                assertThat(span.getTotalRecordedEvents()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", "2147483648", "1e3", "0x10"})
    void limit_thatIsNoneIsReportedAndTheNextInLineTaken(String value) {
        String expected = "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT must be a whole number from 0 to 2147483647: "
                + "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT=" + value;
        try (Start start =
                Environment.start("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", value, "OTEL_ATTRIBUTE_COUNT_LIMIT", "5")) {
            assertThat(start.warnings()).containsExactly(expected + "; the default is used instead");
            assertThat(start.row("attributes")).isEqualTo("5 | environment variable OTEL_ATTRIBUTE_COUNT_LIMIT");
        }
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Environment.startStrictly("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", value))
                .withMessage(expected);
    }

    private static Map<String, String> limits(Start start) {
        return DEFAULTS.keySet().stream()
                .collect(Collectors.toMap(item -> item, item -> start.row(item).split(" \\| ")[0]));
    }
}
