package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an event keeps the attributes that it was given, and when it keeps a copy. */
class GivenAttributesTest {
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("text");
    private static final AttributeKey<List<String>> TEXTS = AttributeKey.stringArrayKey("texts");
    private static final Attributes PLAIN = Attributes.builder()
            .put(TEXT, "value")
            .put("number", 1)
            .put("real", 1.5)
            .put("flag", true)
            .build();

    private static Limits limits(int count, int length, int bytes) {
        return new Limits(
                SpanLimits.builder()
                        .setMaxNumberOfAttributesPerEvent(count)
                        .setMaxAttributeValueLength(length)
                        .build(),
                bytes);
    }

    private static int bytes(Attributes attributes, Limits limits) {
        return GivenAttributes.bytes(attributes, limits.attributesPerEvent, limits);
    }

    @Test
    void plainValues_areKeptAndCountAsInACopy() {
        Limits limits = limits(128, Integer.MAX_VALUE, 1 << 20);
        AttributeList copy = AttributeList.copyOf(PLAIN, 128, limits);

        assertThat(copy).isNotNull();
        assertThat(bytes(PLAIN, limits)).isEqualTo(copy.bytes());
        assertThat(RecordedEvent.of("event", 1, PLAIN, limits).getAttributes()).isSameAs(PLAIN);
        assertThat(bytes(Attributes.empty(), limits)).isZero();
    }

    @Test
    void whatALimitMayCut_isCopied() {
        assertThat(bytes(PLAIN, limits(4, 5, 1 << 20))).isPositive();
        assertThat(bytes(PLAIN, limits(3, 5, 1 << 20))).isEqualTo(GivenAttributes.TO_BE_COPIED);
        assertThat(bytes(PLAIN, limits(4, 4, 1 << 20))).isEqualTo(GivenAttributes.TO_BE_COPIED);
        assertThat(bytes(PLAIN, limits(4, 5, 100))).isEqualTo(GivenAttributes.TO_BE_COPIED);
    }

    @Test
    void whatTheCallerOrForeignCodeMayChange_isCopied() {
        Limits limits = limits(128, Integer.MAX_VALUE, 1 << 20);

        assertThat(bytes(Attributes.of(TEXTS, List.of("a")), limits)).isEqualTo(GivenAttributes.TO_BE_COPIED);
        assertThat(bytes(Attributes.of(AttributeKey.valueKey("tree"), Value.of(new byte[1])), limits))
                .isEqualTo(GivenAttributes.TO_BE_COPIED);
    }

    @Test
    void event_keepsAListAsItWasAtTheCall() {
        SpanLab lab = new SpanLab();
        List<String> texts = new ArrayList<>(List.of("before"));

        var span = lab.started("span").addEvent("event", Attributes.of(TEXTS, texts));
        texts.set(0, "after");
        span.end();

        assertThat(lab.onlyEnded().getEvents())
                .extracting(EventData::getAttributes)
                .containsExactly(Attributes.of(TEXTS, List.of("before")));
    }
}
