package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The bytes that a span may take, whatever it is told. */
class SpanBytesTest {
    private static final int BUDGET = 1_000;
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
    private static final SpanContext LINKED = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    private final SpanLab lab = new SpanLab().withMaxSpanBytes(BUDGET);

    private SpanData ended(UnaryOperator<Span> changes) {
        changes.apply(lab.started("span")).end();
        assertThat(lab.drain.doWork()).as("the span arrives").isEqualTo(1);
        return lab.onlyEnded();
    }

    @Test
    void attribute_withoutRoomIsDroppedAndCountedAndTheRestArrives() {
        String huge = "x".repeat(32 << 20);

        SpanData span = ended(s -> s.setAttribute("huge", huge).setAttribute(KEY, "kept"));

        assertThat(span.getAttributes()).isEqualTo(Attributes.of(KEY, "kept"));
        assertThat(span.getTotalAttributeCount()).isEqualTo(2);
    }

    @Test
    void attribute_ofEveryTypeIsMeasured() {
        List<Long> numbers = Collections.nCopies(BUDGET, 1L);
        Value<?> tree = Value.of(KeyValue.of("list", Value.of(Value.of("x".repeat(BUDGET)), Value.of(1))));

        SpanData span = ended(s -> s.setAttribute(AttributeKey.longArrayKey("list"), numbers)
                .setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a", "x".repeat(BUDGET)))
                .setAttribute("bytes", Value.of(new byte[BUDGET]))
                .setAttribute("tree", tree)
                .setAttribute("x".repeat(BUDGET), true)
                .setAllAttributes(Attributes.of(AttributeKey.stringKey("all"), "x".repeat(BUDGET))));

        assertThat(span.getAttributes()).isEqualTo(Attributes.empty());
        assertThat(span.getTotalAttributeCount()).isEqualTo(6);
    }

    @Test
    void attribute_setAgainGivesItsBytesBack() {
        String most = "x".repeat(BUDGET / 2 + 100);

        SpanData span = ended(s -> {
            for (int i = 0; i < 100; i++) {
                s.setAttribute(KEY, most);
            }
            return s;
        });

        assertThat(span.getTotalAttributeCount()).isEqualTo(1);
        assertThat(span.getAttributes().get(KEY)).isEqualTo(most);
    }

    @Test
    void attribute_setAgainWithoutRoomStaysAndTheNewOneIsCounted() {
        SpanData span = ended(s -> s.setAttribute(KEY, "small").setAttribute(KEY, "x".repeat(BUDGET)));

        assertThat(span.getAttributes()).isEqualTo(Attributes.of(KEY, "small"));
        assertThat(span.getTotalAttributeCount()).isEqualTo(2);
    }

    @Test
    void budget_isOneForAttributesEventsAndLinks() {
        String third = "x".repeat(BUDGET / 3);
        Attributes attributes = Attributes.of(KEY, third);

        SpanData span = ended(s -> s.setAttribute("a", third)
                .addEvent("event", attributes)
                .addLink(LINKED, attributes)
                .setAttribute("b", third)
                .addEvent("no room", attributes)
                .addEvent("small")
                .setAttribute("c", 1));

        assertThat(span.getAttributes().asMap()).hasSize(2);
        assertThat(span.getTotalAttributeCount()).isEqualTo(3);
        assertThat(span.getEvents()).extracting("name").containsExactly("event", "small");
        assertThat(span.getTotalRecordedEvents()).isEqualTo(3);
        assertThat(span.getLinks()).isEmpty();
        assertThat(span.getTotalRecordedLinks()).isEqualTo(1);
    }

    @Test
    void budget_countsWhatTheBuilderGathered() {
        String half = "x".repeat(BUDGET / 2);

        lab.span("span")
                .setAttribute("a", half)
                .addLink(LINKED, Attributes.of(KEY, half))
                .setAttribute("b", "small")
                .startSpan()
                .setAttribute("c", half)
                .end();

        assertThat(lab.onlyEnded().getAttributes().asMap().keySet())
                .extracting(AttributeKey::getKey)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(lab.onlyEnded().getTotalAttributeCount()).isEqualTo(3);
        assertThat(lab.onlyEnded().getTotalRecordedLinks()).isEqualTo(1);
        assertThat(lab.onlyEnded().getLinks()).isEmpty();
    }

    @Test
    void exception_withAHugeMessageKeepsItsType() {
        SpanData span = ended(s -> s.recordException(new IllegalStateException("x".repeat(BUDGET))));

        assertThat(span.getEvents().get(0).getAttributes())
                .isEqualTo(Attributes.of(AttributeKey.stringKey("exception.type"), "java.lang.IllegalStateException"));
        assertThat(span.getEvents().get(0).getTotalAttributeCount()).isEqualTo(3);
    }

    @Test
    void nameAndDescription_areCutAtACodePoint() {
        String smiles = "x" + "\uD83D\uDE00".repeat(20_000);

        lab.span(smiles).startSpan().setStatus(StatusCode.ERROR, smiles).end();
        lab.started("span").updateName(smiles).end();

        assertThat(lab.ended).extracting(SpanData::getName).containsOnly(smiles.substring(0, Limits.MAX_TEXT - 1));
        assertThat(lab.ended.get(0).getStatus().getDescription()).isEqualTo(smiles.substring(0, Limits.MAX_TEXT - 1));
        assertThat(lab.drain.doWork()).isEqualTo(2);
    }
}
