package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsSectionTest {
    private static final int MANY = 200;

    /** A span with more of everything than the defaults allow, as it arrives. */
    private static SpanData arrived(String yaml) {
        Attributes many = many();
        SpanContext linked = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        try (Start start = Start.of(tracers(yaml))) {
            assertThat(start.warnings()).isEmpty();
            FakeProviders.MEMORY.clear();
            Span span = start.sdk().getTracer("t").spanBuilder("s").startSpan();
            span.setAllAttributes(many);
            for (int i = 0; i < MANY; i++) {
                span.addEvent("event", many);
                span.addLink(linked, many);
            }
            span.end();
            return start.exported();
        }
    }

    private static Attributes many() {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = 0; i < MANY; i++) {
            attributes.put("k" + i, "01234");
        }
        return attributes.build();
    }

    private static Map<String, Integer> sizes(SpanData span) {
        return Map.of(
                "attributes", span.getAttributes().size(),
                "events", span.getEvents().size(),
                "links", span.getLinks().size(),
                "of an event", span.getEvents().get(0).getAttributes().size(),
                "of a link", span.getLinks().get(0).getAttributes().size(),
                "length", length(span));
    }

    private static int length(SpanData span) {
        String value = span.getAttributes().get(AttributeKey.stringKey("k0"));
        return value == null ? -1 : value.length();
    }

    @Test
    void nothingSaidIsTheDefault() {
        assertThat(sizes(arrived("")))
                .isEqualTo(Map.of(
                        "attributes",
                        128,
                        "events",
                        128,
                        "links",
                        128,
                        "of an event",
                        128,
                        "of a link",
                        128,
                        "length",
                        5));
    }

    @Test
    void eachOfTheSixCounts() {
        String limits = """
                  limits:
                    attribute_value_length_limit: 4
                    attribute_count_limit: 5
                    event_count_limit: 6
                    link_count_limit: 7
                    event_attribute_count_limit: 8
                    link_attribute_count_limit: 9
                """;
        assertThat(sizes(arrived(limits)))
                .isEqualTo(Map.of(
                        "attributes", 5, "events", 6, "links", 7, "of an event", 8, "of a link", 9, "length", 4));
    }

    @Test
    void theGeneralOnesCountWhereThereIsNoneForSpans() {
        String limits = """
                  limits: {attribute_count_limit: 5, link_attribute_count_limit: 9}
                attribute_limits: {attribute_value_length_limit: 3, attribute_count_limit: 20}
                """;
        assertThat(sizes(arrived(limits)))
                .isEqualTo(Map.of(
                        "attributes", 5, "events", 128, "links", 128, "of an event", 20, "of a link", 9, "length", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-1| -1", "many| many", "1.5| 1.5", "2147483648| 2147483648", "\"5\"| \"5\"", "[5]| a list"})
    void aLimitIsAWholeNumber(String limit, String shown) {
        assertThat(refusal(tracers("  limits:\n    link_count_limit: " + limit + "\n")))
                .isEqualTo(FILE
                        + ":6: tracer_provider.limits.link_count_limit must be a whole number from 0 to 2147483647:"
                        + " link_count_limit=" + shown);
    }
}
