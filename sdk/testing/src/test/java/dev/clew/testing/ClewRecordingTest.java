package dev.clew.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClewRecordingTest {
    @Test
    void spans_areInTheOrderOfTheirEnds() {
        ManualClock clock = ManualClock.create();
        try (ClewRecording recording = ClewRecording.builder().setClock(clock).build()) {
            Span first = start(recording, "first");
            Span second = start(recording, "second");
            clock.advance(Duration.ofMillis(1));
            second.end();
            clock.advance(Duration.ofMillis(1));
            first.end();

            assertThat(recording.spans()).extracting(SpanData::getName).containsExactly("second", "first");
        }
    }

    @Test
    void trees_showNestingKindsAndTheNamedAttributes() {
        try (ClewRecording recording = ClewRecording.create()) {
            Tracer tracer = recording.getOpenTelemetry().getTracer("t");
            Span server = tracer.spanBuilder("GET /orders/{id}")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            try (Scope ignored = server.makeCurrent()) {
                tracer.spanBuilder("GET")
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("http.response.status_code", 200)
                        .startSpan()
                        .end();
            }
            server.end();

            assertThat(recording.trees("http.response.status_code"))
                    .isEqualTo("SERVER GET /orders/{id} > CLIENT GET [http.response.status_code=200]");
            assertThat(recording.traces())
                    .singleElement()
                    .satisfies(trace -> assertThat(trace.spans()).hasSize(2));
            recording.clear();
            assertThat(recording.trees()).isEmpty();
        }
    }

    @Test
    void spans_endedOnAnotherThreadJustBeforeAreThere() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (ClewRecording recording = ClewRecording.create()) {
            for (int i = 0; i < 200; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                Span span = start(recording, "s" + i);
                Future<?> task = other.submit(() -> {
                    span.end();
                    ended.countDown();
                });
                ended.await();

                assertThat(recording.spans()).hasSize(i + 1);
                task.get();
            }
        } finally {
            other.shutdown();
        }
    }

    @Test
    void spans_ofManyThreadsAreThereOnceEachWhileOthersLook() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ClewRecording recording = ClewRecording.create()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                tasks.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        start(recording, "s").end();
                        if (i % 100 == 99) {
                            assertThat(recording.spans()).hasSizeGreaterThanOrEqualTo(i);
                        }
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }

            assertThat(recording.spans())
                    .hasSize(2_000)
                    .extracting(SpanData::getSpanId)
                    .doesNotHaveDuplicates();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void awaitSpans_waitsForThoseThatEndLater() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (ClewRecording recording = ClewRecording.create()) {
            Span first = start(recording, "first");
            CountDownLatch looked = new CountDownLatch(1);
            Future<?> task = other.submit(() -> {
                looked.await();
                first.end();
                start(recording, "second").end();
                return null;
            });
            assertThat(recording.spans()).isEmpty();
            looked.countDown();

            assertThat(recording.awaitSpans(2)).extracting(SpanData::getName).containsExactly("first", "second");
            assertThat(task).isDone();
        } finally {
            other.shutdown();
        }
    }

    @Test
    void awaitSpans_saysWhatCameWhenTheTimeIsUp() {
        try (ClewRecording recording = ClewRecording.create()) {
            start(recording, "one").end();

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> recording.awaitSpans(2, 0))
                    .withMessage("no 2 spans ended within 0 seconds, but these: one");
        }
    }

    @Test
    void span_isTheOnlyOneOfItsName() {
        try (ClewRecording recording = ClewRecording.create()) {
            start(recording, "one").addEvent("found").end();
            start(recording, "twice").end();
            start(recording, "twice").end();

            assertThat(recording.span("one").getEvents()).hasSize(1);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> recording.span("twice"))
                    .withMessage("2 spans are named 'twice' of these: one\ntwice\ntwice");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> recording.span("none"))
                    .withMessageStartingWith("0 spans are named 'none'");
        }
    }

    @Test
    void recordings_atTheSameTimeSeeTheirOwnSpansOnly() {
        try (ClewRecording one = ClewRecording.create();
                ClewRecording other = ClewRecording.create()) {
            start(one, "one").end();
            start(other, "other").end();

            assertThat(one.trees()).isEqualTo("one");
            assertThat(other.trees()).isEqualTo("other");
        }
    }

    @Test
    void spans_stillReadAfterClose() {
        ClewRecording recording = ClewRecording.create();
        start(recording, "s").end();
        recording.close();
        start(recording, "late").end();

        assertThat(recording.trees()).isEqualTo("s");
    }

    @Test
    void spans_throwsWhenTheFlushNeverEnds() {
        CompletableResultCode never = new CompletableResultCode();
        try (ClewRecording recording =
                ClewRecording.builder().addSpanProcessor(new Processor(never)).build()) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(recording::spans)
                    .withMessageStartingWith("the spans did not arrive within 10 seconds: SpanLedger[");
            never.succeed(); // or close() waits as long
        }
    }

    @Test
    void options_reachTheSdk() {
        Processor processor = new Processor(CompletableResultCode.ofSuccess());
        try (ClewRecording recording = ClewRecording.builder()
                        .setPropagators(ContextPropagators.noop())
                        .addSpanProcessor(processor)
                        .build();
                ClewRecording none =
                        ClewRecording.builder().setSampler(Sampler.alwaysOff()).build()) {
            start(recording, "s").end();
            start(none, "s").end();

            assertThat(processor.started).containsExactly("s");
            assertThat(recording
                            .getOpenTelemetry()
                            .getPropagators()
                            .getTextMapPropagator()
                            .fields())
                    .isEmpty();
            assertThat(none.getOpenTelemetry()
                            .getPropagators()
                            .getTextMapPropagator()
                            .fields())
                    .containsExactly("traceparent", "tracestate", "baggage");
            assertThat(none.spans()).isEmpty();
        }
    }

    @Test
    void global_isTakenUntilClosedAndByOneOnly() {
        GlobalOpenTelemetry.resetForTest();
        try (ClewRecording recording = ClewRecording.builder().setGlobal(true).build()) {
            GlobalOpenTelemetry.getTracer("t").spanBuilder("s").startSpan().end();

            assertThat(recording.trees()).isEqualTo("s");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(ClewRecording.builder().setGlobal(true)::build);
        }
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    private static Span start(ClewRecording recording, String name) {
        return recording.getOpenTelemetry().getTracer("t").spanBuilder(name).startSpan();
    }

    /** Notes what starts, and answers flushes as it is told. */
    private static final class Processor implements SpanProcessor {
        final List<String> started = new ArrayList<>();
        private final CompletableResultCode flushed;

        Processor(CompletableResultCode flushed) {
            this.flushed = flushed;
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            started.add(span.getName());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }

        @Override
        public CompletableResultCode forceFlush() {
            return flushed;
        }
    }
}
