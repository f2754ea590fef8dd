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
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a span keeps of what it is told. */
class RecordingSpanTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
    private static final String SMILE = "\uD83D\uDE00";

    private final SpanLab lab = new SpanLab();

    private static SpanData endedWith(SpanLimits limits, UnaryOperator<Span> changes) {
        SpanLab limited = new SpanLab().with(limits);
        changes.apply(limited.started("span")).end();
        return limited.onlyEnded();
    }

    private static SpanContext other(int spanId) {
        return SpanContext.create(
                "%032x".formatted(1), "%016x".formatted(spanId), TraceFlags.getSampled(), TraceState.getDefault());
    }

    @Test
    void attribute_lastOneWinsWhateverItsType() {
        ReadWriteSpan span = lab.started("span");
        span.setAttribute("key", "text").setAttribute("key", 7).setAttribute("other", true);

        assertThat(span.getAttribute(KEY)).isNull();
        assertThat(span.getAttribute(AttributeKey.longKey("key"))).isEqualTo(7);
        assertThat(span.toSpanData().getTotalAttributeCount()).isEqualTo(2);
    }

    @Test
    void attribute_aValueIsTheNarrowestTypeAndReadsAsAValueToo() {
        ReadWriteSpan span = lab.started("span");
        span.setAttribute("key", Value.of("text"));
        span.setAttribute("list", Value.of(Value.of(1), Value.of(2)));

        assertThat(span.getAttribute(KEY)).isEqualTo("text");
        assertThat(span.getAttribute(AttributeKey.valueKey("key"))).isEqualTo(Value.of("text"));
        assertThat(span.getAttribute(AttributeKey.longArrayKey("list"))).containsExactly(1L, 2L);
    }

    @Test
    void attribute_listsAreCopiedAtTheCall() {
        List<String> mutable = new ArrayList<>(List.of("before"));
        ReadWriteSpan span = lab.started("span");
        span.setAttribute(AttributeKey.stringArrayKey("list"), mutable);
        span.setAllAttributes(Attributes.of(AttributeKey.stringArrayKey("all"), mutable));
        mutable.set(0, "after");

        assertThat(span.getAttribute(AttributeKey.stringArrayKey("list"))).containsExactly("before");
        assertThat(span.getAttribute(AttributeKey.stringArrayKey("all"))).containsExactly("before");
    }

    @Test
    void attribute_aListMayCallBackIntoTheSpanAndMayThrow() {
        ReadWriteSpan span = lab.started("span");
        List<String> lazy = new LazyList(() -> span.setAttribute("loaded", true));
        List<String> broken = new LazyList(() -> {
            throw new IllegalStateException("no session");
        });
        AttributeKey<List<String>> key = AttributeKey.stringArrayKey("list");

        span.setAttribute(key, lazy);
        span.setAttribute(AttributeKey.stringArrayKey("broken"), broken);
        span.setAllAttributes(Attributes.of(AttributeKey.stringArrayKey("all"), lazy));
        span.end();

        assertThat(lab.onlyEnded().getAttributes().asMap().keySet())
                .extracting(AttributeKey::getKey)
                .containsExactlyInAnyOrder("loaded", "list", "all");
        assertThat(lab.drain.doWork()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what callers without generics may do
    void attribute_ofATypeThatThereIsNotIsIgnored() {
        ReadWriteSpan span = lab.started("span");
        span.setAttribute((AttributeKey) KEY, 7).setAttribute((AttributeKey) KEY, new Object());
        span.setAttribute((AttributeKey) KEY, 7L);

        assertThat(span.getAttributes()).isEqualTo(Attributes.of(AttributeKey.longKey("key"), 7L));
        assertThat(span.toSpanData().getTotalAttributeCount()).isEqualTo(1);
    }

    @Test
    void limits_dropTheNewestAndCountThem() {
        SpanLimits limits = SpanLimits.builder()
                .setMaxNumberOfAttributes(1)
                .setMaxNumberOfEvents(1)
                .setMaxNumberOfLinks(1)
                .setMaxNumberOfAttributesPerEvent(1)
                .setMaxNumberOfAttributesPerLink(1)
                .build();
        Attributes two = Attributes.of(KEY, "a", AttributeKey.stringKey("other"), "b");

        SpanData span = endedWith(
                limits,
                s -> s.setAllAttributes(two)
                        .setAttribute(KEY, "again")
                        .addEvent("first", two)
                        .addEvent("second")
                        .addLink(other(1), two)
                        .addLink(other(2)));

        assertThat(span.getAttributes()).isEqualTo(Attributes.of(KEY, "again"));
        assertThat(span.getTotalAttributeCount()).isEqualTo(2);
        assertThat(span.getEvents()).extracting("name").containsExactly("first");
        assertThat(span.getTotalRecordedEvents()).isEqualTo(2);
        assertThat(span.getEvents().get(0).getTotalAttributeCount()).isEqualTo(2);
        assertThat(span.getLinks().get(0).getSpanContext()).isEqualTo(other(1));
        assertThat(span.getLinks().get(0).getTotalAttributeCount()).isEqualTo(2);
        assertThat(span.getTotalRecordedLinks()).isEqualTo(2);
    }

    @Test
    void valueLength_isCutAtCodePointsInEveryKindOfValue() {
        SpanLimits limits = SpanLimits.builder().setMaxAttributeValueLength(2).build();
        AttributeKey<Value<?>> tree = AttributeKey.valueKey("tree");
        Value<?> nested = Value.of(
                KeyValue.of("long key", Value.of("abc")),
                KeyValue.of("bytes", Value.of(new byte[] {1, 2, 3})),
                KeyValue.of("list", Value.of(Value.of("abc"), Value.of(123456))));

        Attributes kept = endedWith(
                        limits,
                        s -> s.setAttribute(KEY, "abc")
                                .setAttribute("smile", "a" + SMILE)
                                .setAttribute(AttributeKey.stringArrayKey("list"), List.of("abc", SMILE + "b"))
                                .setAttribute(tree, nested))
                .getAttributes();

        assertThat(kept.get(KEY)).isEqualTo("ab");
        assertThat(kept.get(AttributeKey.stringKey("smile"))).isEqualTo("a");
        assertThat(kept.get(AttributeKey.stringArrayKey("list"))).containsExactly("ab", SMILE);
        assertThat(kept.get(tree))
                .isEqualTo(Value.of(
                        KeyValue.of("long key", Value.of("ab")),
                        KeyValue.of("bytes", Value.of(new byte[] {1, 2})),
                        KeyValue.of("list", Value.of(Value.of("ab"), Value.of(123456)))));
    }

    @Test
    void status_okIsFinalAndOnlyErrorsHaveADescription() {
        ReadWriteSpan span = lab.started("span");

        span.setStatus(StatusCode.ERROR, "first").setStatus(StatusCode.ERROR, "second");
        assertThat(span.toSpanData().getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "second"));
        span.setStatus(StatusCode.UNSET, "ignored");
        assertThat(span.toSpanData().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        span.setStatus(StatusCode.OK, "dropped").setStatus(StatusCode.ERROR, "late");
        assertThat(span.toSpanData().getStatus()).isEqualTo(StatusData.ok());
    }

    @Test
    void link_toNoSpanIsKeptWhenItSaysSomething() {
        ReadWriteSpan span = lab.started("span");
        span.addLink(SpanContext.getInvalid()).addLink(SpanContext.getInvalid(), Attributes.of(KEY, "why"));

        assertThat(span.toSpanData().getLinks()).extracting("attributes").containsExactly(Attributes.of(KEY, "why"));
    }

    @Test
    void event_withoutAUsableTimeHappensNow() {
        lab.clock.advance(10);
        ReadWriteSpan span = lab.started("span");
        span.addEvent("a", -1, TimeUnit.SECONDS)
                .addEvent("ignored", Attributes.empty(), 1, null)
                .addEvent("c", (Instant) null)
                .addEvent("d", 5, TimeUnit.MICROSECONDS);

        assertThat(span.toSpanData().getEvents())
                .extracting("epochNanos")
                .containsExactly(lab.clock.now(), lab.clock.now(), 5_000L);
    }

    @Test
    void end_firstOneCounts() {
        ReadWriteSpan span = lab.started("span");
        span.end(5, TimeUnit.SECONDS);
        span.end(6, TimeUnit.SECONDS);

        assertThat(lab.onlyEnded().getEndEpochNanos()).isEqualTo(5_000_000_000L);
        assertThat(lab.drain.doWork()).isEqualTo(1);
    }

    @Test
    void end_isAtLeastANanosecondAfterTheStart() {
        lab.started("span").end();

        assertThat(lab.onlyEnded().getEndEpochNanos()).isEqualTo(lab.clock.now() + 1);
    }

    @Test
    void end_makesChangesNothingWhileTheGettersWork() {
        ReadWriteSpan span = lab.started("span");
        span.setAttribute(KEY, "kept");
        span.end();
        SpanData before = span.toSpanData();
        span.setAttribute(KEY, "late").addEvent("late").addLink(other(1)).updateName("late");
        span.setStatus(StatusCode.ERROR).recordException(new IllegalStateException());

        assertThat(span.toSpanData()).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(span.getName()).isEqualTo("span");
        assertThat(span.getAttribute(KEY)).isEqualTo("kept");
        assertThat(span.isRecording()).isFalse();
        assertThat(span.hasEnded()).isTrue();
        assertThat(span.getSpanContext().isValid()).isTrue();
    }

    @Test
    void spanData_isEqualByContent() {
        ReadWriteSpan span = lab.started("span");
        SpanData first = span.toSpanData();
        SpanData wrapped = new DelegatingSpanData(first) {};
        span.setAttribute(KEY, "more");

        assertThat(first).isEqualTo(wrapped).isNotEqualTo(span.toSpanData());
        assertThat(span.toSpanData().toString())
                .contains("span", "more", span.getSpanContext().getTraceId());
    }

    @Test
    void child_doesNotHoldItsParent() {
        Span youngest = lab.started("root");
        WeakReference<Span> oldest = new WeakReference<>(youngest);
        for (int i = 0; i < 50_000; i++) {
            youngest = lab.tracer()
                    .spanBuilder("child")
                    .setParent(SpanLab.contextOf(youngest))
                    .addLink(youngest.getSpanContext())
                    .startSpan();
        }

        for (int i = 0; i < 50 && oldest.get() != null; i++) {
            System.gc();
        }
        assertThat(oldest.get()).isNull();
        assertThat(youngest.isRecording()).isTrue();
    }

    private static final class LazyList extends AbstractList<String> {
        private final Runnable load;

        LazyList(Runnable load) {
            this.load = load;
        }

        @Override
        public String get(int index) {
            load.run();
            return "element";
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
