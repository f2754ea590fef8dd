package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The counts and lengths of {@link SpanLimits}: at nothing, from a supplier, and what is said about what they kept out. */
class SpanLimitsTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
    private static final AttributeKey<String> OTHER = AttributeKey.stringKey("other");
    private static final Attributes TWO = Attributes.of(KEY, "a", OTHER, "b");
    private static final SpanContext LINKED = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    private static SpanData ended(SpanLab lab, UnaryOperator<Span> changes) {
        changes.apply(lab.started("span")).end();
        return lab.onlyEnded();
    }

    @Test
    void zero_keepsNothingAndCountsEverything() {
        SpanLab lab = new SpanLab()
                .with(SpanLimits.builder()
                        .setMaxNumberOfAttributes(0)
                        .setMaxNumberOfEvents(0)
                        .setMaxNumberOfLinks(0)
                        .build());

        SpanBuilder builder = lab.span("span").setAllAttributes(TWO).addLink(LINKED);
        builder.startSpan()
                .setAttribute("third", 3)
                .addEvent("event")
                .recordException(new Exception())
                .addLink(LINKED)
                .end();

        SpanData span = lab.onlyEnded();
        assertThat(span.getAttributes()).isEqualTo(Attributes.empty());
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.getLinks()).isEmpty();
        assertThat(List.of(span.getTotalAttributeCount(), span.getTotalRecordedEvents(), span.getTotalRecordedLinks()))
                .containsExactly(3, 2, 2);
    }

    @Test
    void zero_ofEventsAndLinksKeepsThemBare() {
        SpanLab lab = new SpanLab()
                .with(SpanLimits.builder()
                        .setMaxNumberOfAttributesPerEvent(0)
                        .setMaxNumberOfAttributesPerLink(0)
                        .build());

        SpanData span = ended(
                lab,
                s -> s.addEvent("event", TWO)
                        .recordException(new Exception("why"))
                        .addLink(LINKED, TWO));

        assertThat(span.getEvents()).extracting("attributes").containsOnly(Attributes.empty());
        assertThat(span.getEvents()).extracting("totalAttributeCount").containsExactly(2, 3);
        assertThat(span.getLinks().get(0).getAttributes().isEmpty()).isTrue();
        assertThat(span.getLinks().get(0).getTotalAttributeCount()).isEqualTo(2);
    }

    @Test
    void valueLength_zeroLeavesEmptyValuesUnderTheirNames() {
        SpanLab lab = new SpanLab()
                .with(SpanLimits.builder().setMaxAttributeValueLength(0).build());
        AttributeKey<List<String>> list = AttributeKey.stringArrayKey("list");
        AttributeKey<Value<?>> bytes = AttributeKey.valueKey("bytes");

        SpanData span = ended(
                lab,
                s -> s.setAttribute(KEY, "text")
                        .setAttribute(list, List.of("a", "b"))
                        .setAttribute(bytes, Value.of(new byte[] {1}))
                        .setAttribute("number", 7));

        assertThat(span.getAttributes())
                .isEqualTo(Attributes.builder()
                        .put(KEY, "")
                        .put(list, List.of("", ""))
                        .put(bytes, Value.of(new byte[0]))
                        .put("number", 7)
                        .build());
    }

    @Test
    void supplier_isAskedOnceForASpanThatHoldsSomethingAndNeverForABareOne() {
        AtomicInteger asked = new AtomicInteger();
        SpanLab lab = new SpanLab().withLimits(() -> {
            asked.incrementAndGet();
            return SpanLimits.getDefault();
        });

        lab.started("bare").end();
        assertThat(asked).hasValue(0);

        lab.span("full")
                .setAttribute(KEY, "a")
                .addLink(LINKED)
                .startSpan()
                .setAttribute(OTHER, "b")
                .addEvent("event", TWO)
                .addLink(LINKED, TWO)
                .recordException(new Exception())
                .end();
        lab.started("later").setAllAttributes(TWO).setAttribute("third", true).end();
        assertThat(asked).hasValue(2);
    }

    @Test
    void supplier_thatChangesItsMindIsHeardByTheNextSpan() {
        AtomicInteger max = new AtomicInteger(1);
        SpanLab lab = new SpanLab()
                .withLimits(() ->
                        SpanLimits.builder().setMaxNumberOfAttributes(max.get()).build());

        SpanBuilder builder = lab.span("span").setAllAttributes(TWO);
        Span first = builder.startSpan();
        max.set(2);
        first.setAttribute("third", true).end();
        builder.setAllAttributes(TWO).startSpan().end();

        assertThat(lab.ended).extracting(s -> s.getAttributes().size()).containsExactly(1, 2);
        assertThat(lab.ended).extracting(SpanData::getTotalAttributeCount).containsExactly(3, 2);
    }

    @Test
    void supplier_thatThrowsOrAnswersNullIsReportedAndTheDefaultTaken() {
        try (LogLines log = LogLines.of("dev.clew")) {
            SpanLab unsure = new SpanLab().withLimits(SpanLimitsTest::noLimits);
            SpanLab broken = new SpanLab().withLimits(() -> {
                throw new IllegalStateException("no limits");
            });

            assertThat(ended(unsure, s -> s.setAllAttributes(TWO)).getAttributes())
                    .isEqualTo(TWO);
            assertThat(ended(broken, s -> s.setAllAttributes(TWO)).getAttributes())
                    .isEqualTo(TWO);
            assertThat(log.messages())
                    .containsExactly(
                            "the supplier of span limits answered null, the default is used",
                            "the supplier of span limits failed, the default is used");
        }
    }

    @SuppressWarnings("NullAway") // what a supplier must not do
    private static @Nullable SpanLimits noLimits() {
        return null;
    }

    @Test
    void discards_areSaidOnceForEachSpanAndOnceAMinuteAloud() {
        SpanLab lab = new SpanLab()
                .with(SpanLimits.builder().setMaxNumberOfAttributes(1).build());
        try (LogLines log = LogLines.fine("dev.clew")) {
            for (int i = 0; i < 5; i++) {
                lab.started("span" + i)
                        .setAllAttributes(TWO)
                        .setAttribute("third", i)
                        .end();
            }

            assertThat(log.records())
                    .extracting(LogRecord::getLevel)
                    .containsExactly(Level.WARNING, Level.FINE, Level.FINE, Level.FINE, Level.FINE);
            assertThat(log.messages().get(0)).contains("span limits", "name=span0");
            assertThat(log.messages().get(4)).contains("name=span4", "attributes=2, events=0, links=0");
        }
    }

    @Test
    void discards_ofEventsAndLinksAndTheirAttributesAreSaidToo() {
        List<UnaryOperator<Span>> changes = List.of(
                s -> s.addEvent("one").addEvent("two"),
                s -> s.addLink(LINKED).addLink(LINKED),
                s -> s.addEvent("one", TWO),
                s -> s.addLink(LINKED, TWO));
        for (UnaryOperator<Span> change : changes) {
            SpanLab lab = new SpanLab()
                    .with(SpanLimits.builder()
                            .setMaxNumberOfEvents(1)
                            .setMaxNumberOfLinks(1)
                            .setMaxNumberOfAttributesPerEvent(1)
                            .setMaxNumberOfAttributesPerLink(1)
                            .build());
            try (LogLines log = LogLines.fine("dev.clew")) {
                ended(lab, change);

                assertThat(log.messages()).hasSize(1);
            }
        }
    }

    @Test
    void discards_thatDidNotHappenAreNotSaid() {
        SpanLab lab = new SpanLab();
        try (LogLines log = LogLines.fine("dev.clew")) {
            ended(
                    lab,
                    s -> s.setAllAttributes(TWO)
                            .setAllAttributes(TWO)
                            .addEvent("one", TWO)
                            .addLink(LINKED, TWO));

            assertThat(log.messages()).isEmpty();
        }
    }
}
