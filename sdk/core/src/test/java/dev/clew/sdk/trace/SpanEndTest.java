package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The end of a span, and the processors that see it. */
class SpanEndTest {
    private static boolean succeeds(CompletableResultCode result) {
        return result.join(20, TimeUnit.SECONDS).isSuccess();
    }

    @Test
    void onEnding_seesAPinnedEndOnASpanThatHasNotEnded() {
        SpanLab lab = new SpanLab();
        lab.with(new Ending(span -> {
            lab.clock.advance(1_000);
            assertThat(span.hasEnded()).isFalse();
            assertThat(span.isRecording()).isTrue();
            span.setAttribute("latency", span.getLatencyNanos());
            span.setAttribute("end", span.toSpanData().getEndEpochNanos());
        }));
        Span span = lab.started("span");
        lab.clock.advance(5);
        long end = lab.clock.now();
        span.end();

        assertThat(lab.onlyEnded().getEndEpochNanos()).isEqualTo(end);
        assertThat(lab.onlyEnded().getAttributes().asMap().values()).containsExactlyInAnyOrder(5L, end);
    }

    @Test
    void onEnding_onlyTheEndingThreadMayChangeTheSpan() {
        SpanLab lab = new SpanLab().with(new Ending(span -> {
            CompletableFuture.runAsync(() -> span.setAttribute("stranger", true).updateName("stranger"))
                    .join();
            span.setAttribute("owner", true);
        }));

        lab.started("span").end();

        assertThat(lab.onlyEnded().getAttributes().asMap()).hasSize(1).containsValue(true);
        assertThat(lab.onlyEnded().getName()).isEqualTo("span");
    }

    @Test
    void onEnding_nestedEndIsIgnored() {
        SpanLab lab = new SpanLab().with(new Ending(Span::end));

        lab.started("span").end();

        assertThat(lab.ended).hasSize(1);
        assertThat(lab.drain.doWork()).isEqualTo(1);
    }

    @Test
    void onEnding_theSpanLetsGoOfTheThreadThatEndedIt() throws InterruptedException {
        SpanLab lab = new SpanLab().with(new Ending(span -> span.setAttribute("seen", true)));
        Span span = lab.started("span");
        WeakReference<Thread> ended = new WeakReference<>(endOnAThreadOfItsOwn(span));

        for (int i = 0; i < 50 && ended.get() != null; i++) {
            System.gc();
        }

        assertThat(ended.get()).isNull();
        assertThat(span.isRecording()).isFalse();
        assertThat(lab.onlyEnded().getAttributes().size()).isEqualTo(1);
    }

    private static Thread endOnAThreadOfItsOwn(Span span) throws InterruptedException {
        Thread thread = new Thread(span::end);
        thread.start();
        thread.join();
        return thread;
    }

    @Test
    void processors_thatThrowChangeNothing() {
        SpanLab lab = new SpanLab().with(new Throwing());

        lab.started("span").end();

        assertThat(lab.onlyEnded().hasEnded()).isTrue();
        assertThat(lab.drain.doWork()).isEqualTo(1);
        assertThat(succeeds(lab.provider().forceFlush())).isFalse();
        assertThat(succeeds(lab.provider().shutdown())).isFalse();
    }

    @Test
    void shutdown_leavesTracersThatMakeNothingAndCountsWhatEndsLater() {
        SpanLab lab = new SpanLab();
        Span late = lab.started("late");

        assertThat(succeeds(lab.provider().shutdown())).isTrue();
        assertThat(succeeds(lab.provider().shutdown())).isTrue();
        late.end();

        assertThat(lab.span("after").startSpan().isRecording()).isFalse();
        assertThat(lab.drain.doWork()).isZero();
        assertThat(lab.drops.byReason().values()).containsExactly(1L);
    }

    @Test
    void tracer_isTheSameForTheSameScope() {
        ClewTracerProvider provider = new SpanLab().provider();

        assertThat(provider.get("a", "1")).isSameAs(provider.get("a", "1")).isNotSameAs(provider.get("a", "2"));
        assertThat(List.of(provider.get("a"), provider.get("b"))).doesNotHaveDuplicates();
    }

    /** Runs something while a span is ending. */
    private record Ending(Consumer<ReadWriteSpan> action) implements ExtendedSpanProcessor {
        @Override
        public void onEnding(ReadWriteSpan span) {
            action.accept(span);
        }

        @Override
        public boolean isOnEndingRequired() {
            return true;
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }
    }

    private static final class Throwing implements ExtendedSpanProcessor {
        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            throw new IllegalStateException("onStart");
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnding(ReadWriteSpan span) {
            throw new NoClassDefFoundError("onEnding");
        }

        @Override
        public boolean isOnEndingRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            throw new StackOverflowError("onEnd");
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode shutdown() {
            throw new IllegalStateException("shutdown");
        }

        @Override
        @SuppressWarnings("NullAway") // what a processor must not do
        public CompletableResultCode forceFlush() {
            return null;
        }
    }
}
