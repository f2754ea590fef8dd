package dev.clew.sdk.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users' span processors: what they are asked, in which order, and how little they can hold up. */
class ProcessorsTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private static boolean succeeds(CompletableResultCode result) {
        return result.join(20, TimeUnit.SECONDS).isSuccess();
    }

    @Test
    void processors_areCalledInTheirOrderAndAskedOnceWhatTheyWant() {
        SpanLab lab = new SpanLab().with(new Noting("a")).with(new Noting("b"));
        lab.provider();
        List<String> asked = List.copyOf(calls);
        calls.clear();
        lab.started("one").end();
        lab.started("two").end();

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(Stream.of("a", "b")
                        .flatMap(name -> Stream.of(name + " start?", name + " ending?", name + " end?"))
                        .toList());
        List<String> each = List.of("a start", "b start", "a ending", "b ending", "a end", "b end");
        assertThat(calls)
                .containsExactlyElementsOf(
                        Stream.of(each, each).flatMap(List::stream).toList());
    }

    @Test
    void openTelemetrysComposite_isOneProcessorThatSeesTheEndingToo() {
        SpanLab lab = new SpanLab().with(SpanProcessor.composite(new Noting("a"), new Noting("b")));
        lab.provider();
        calls.clear();
        lab.started("one").end();

        assertThat(calls).containsExactly("a start", "b start", "a ending", "b ending", "a end", "b end");
    }

    @Test
    void processor_thatCannotSayWhatItWantsGetsEverything() {
        try (LogLines log = LogLines.of("dev.clew")) {
            SpanLab lab = new SpanLab().with(new Noting("a") {
                @Override
                public boolean isStartRequired() {
                    throw new IllegalStateException("start?");
                }
            });
            lab.started("one").end();

            assertThat(calls).contains("a start", "a end");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("span processor failed to say what it wants");
        }
    }

    @Test
    void flush_thatBlocksHoldsUpNeitherTheCallerNorTheOthers() {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch flushed = new CountDownLatch(1);
        SpanLab lab = new SpanLab()
                .with(new Noting("stuck") {
                    @Override
                    public CompletableResultCode forceFlush() {
                        await(free);
                        return super.forceFlush();
                    }
                })
                .with(new Noting("quick") {
                    @Override
                    public CompletableResultCode forceFlush() {
                        flushed.countDown();
                        return super.forceFlush();
                    }
                });

        CompletableResultCode flush = lab.provider().forceFlush();
        CompletableResultCode shutdown = lab.provider().shutdown();
        await(flushed);
        assertThat(flush.isDone()).isFalse();
        assertThat(shutdown.isDone()).isFalse();
        assertThat(lab.tracer().isEnabled()).isFalse();

        free.countDown();
        assertThat(succeeds(flush)).isTrue();
        assertThat(succeeds(shutdown)).isTrue();
        assertThat(calls).containsSubsequence("stuck flush", "stuck shutdown");
        assertThat(calls).containsSubsequence("quick flush", "quick shutdown");
    }

    @Test
    void flush_askedForTooOftenWhileOneIsStuckFailsAtOnce() {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        SpanLab lab = new SpanLab().collectingNothing().with(new Noting("stuck") {
            @Override
            public CompletableResultCode forceFlush() {
                entered.countDown();
                await(free);
                return super.forceFlush();
            }
        });
        CompletableResultCode first = lab.provider().forceFlush();
        await(entered);
        List<CompletableResultCode> later =
                Stream.generate(() -> lab.provider().forceFlush()).limit(1_001).toList();

        assertThat(later.subList(0, 1_000)).noneMatch(CompletableResultCode::isDone);
        assertThat(later.get(1_000).isDone()).isTrue();
        assertThat(later.get(1_000).isSuccess()).isFalse();
        free.countDown();
        assertThat(succeeds(first)).isTrue();
        assertThat(later.subList(0, 1_000)).allMatch(ProcessorsTest::succeeds);
    }

    @Test
    void flush_isPendingForAsLongAsTheProcessorsOwnResultIs() {
        CompletableResultCode own = new CompletableResultCode();
        SpanLab lab = new SpanLab().with(new Answering(own));
        CompletableResultCode flush = lab.provider().forceFlush();

        assertThat(flush.isDone()).isFalse();
        own.fail();

        assertThat(flush.join(20, TimeUnit.SECONDS).isDone()).isTrue();
        assertThat(flush.isSuccess()).isFalse();
    }

    @Test
    void flush_answeredWithNullFails() {
        try (LogLines log = LogLines.of("dev.clew")) {
            assertThat(succeeds(
                            new SpanLab().with(new Answering(null)).provider().forceFlush()))
                    .isFalse();
            assertThat(log.messages())
                    .containsExactly("span processor " + Answering.class.getName() + " answered null in forceFlush");
        }
    }

    @Test
    void sampler_isClosedOnceAndMayFailToClose() {
        AtomicInteger closed = new AtomicInteger();
        SpanLab lab = new SpanLab().with(new Closing(() -> closed.incrementAndGet()));
        assertThat(succeeds(lab.provider().shutdown())).isTrue();
        assertThat(succeeds(lab.provider().shutdown())).isTrue();
        assertThat(closed).hasValue(1);

        try (LogLines log = LogLines.of("dev.clew")) {
            SpanLab failing = new SpanLab().with(new Closing(() -> {
                throw new IllegalStateException("no");
            }));
            assertThat(succeeds(failing.provider().shutdown())).isTrue();
            assertThat(log.messages()).containsExactly("sampler " + Closing.class.getName() + " failed to close");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private class Noting implements ExtendedSpanProcessor {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            calls.add(name + " start");
        }

        @Override
        public boolean isStartRequired() {
            return calls.add(name + " start?");
        }

        @Override
        public void onEnding(ReadWriteSpan span) {
            calls.add(name + " ending");
        }

        @Override
        public boolean isOnEndingRequired() {
            return calls.add(name + " ending?");
        }

        @Override
        public void onEnd(ReadableSpan span) {
            calls.add(name + " end");
        }

        @Override
        public boolean isEndRequired() {
            return calls.add(name + " end?");
        }

        @Override
        public CompletableResultCode forceFlush() {
            calls.add(name + " flush");
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            calls.add(name + " shutdown");
            return CompletableResultCode.ofSuccess();
        }
    }

    /** Wants nothing, and answers a flush as it was told. */
    private record Answering(@Nullable CompletableResultCode answer) implements SpanProcessor {
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

        @Override
        @SuppressWarnings("NullAway") // what a processor must not do
        public CompletableResultCode forceFlush() {
            return answer;
        }
    }

    /** Samples all, until it is closed. */
    private record Closing(Runnable action) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind spanKind,
                Attributes attributes,
                List<LinkData> parentLinks) {
            return SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "closing";
        }

        @Override
        public void close() {
            action.run();
        }
    }
}
