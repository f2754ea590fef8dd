package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.SendResult;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flush, shutdown, the ledger, and OpenTelemetry's own parts plugged in. */
class ClewSdkLifeTest {
    private static void endSpans(Tracer tracer, int count) {
        for (int i = 0; i < count; i++) {
            tracer.spanBuilder("span").setParent(Context.root()).startSpan().end();
        }
    }

    private static boolean succeeds(CompletableResultCode result) {
        return result.join(20, TimeUnit.SECONDS).isSuccess();
    }

    @Test
    void ledger_balancesWhileSeveralThreadsEndSpansAndIsExactAtRest() {
        CountingExporter exporter = new CountingExporter(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (ClewSdk sdk = ClewSdk.builder().addSpanExporter(exporter).build()) {
            List<CompletableFuture<Void>> running = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> endSpans(sdk.getTracer("load"), 20_000), threads))
                    .toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            do {
                SpanLedger ledger = sdk.ledger();
                assertThat(ledger.held()).isNotNegative();
                assertThat(ledger.destinations().get(0).held()).isNotNegative();
            } while (!all.isDone());
            all.join();
            sdk.forceFlush().join(20, TimeUnit.SECONDS);

            SpanLedger ledger = sdk.ledger();
            assertThat(ledger.recorded()).isEqualTo(60_000);
            assertThat(ledger.held()).isZero();
            assertThat(ledger.delivered() + ledger.lost()).isEqualTo(60_000);
            assertThat(ledger.delivered()).isEqualTo(exporter.spans.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forceFlush_failsForWhatWasLostAndSucceedsAgain() {
        CountingExporter exporter = new CountingExporter(false);
        try (ClewSdk sdk = ClewSdk.builder().addSpanExporter(exporter).build()) {
            assertThat(succeeds(sdk.forceFlush())).isTrue();
            endSpans(sdk.getTracer("a"), 3);
            assertThat(succeeds(sdk.forceFlush())).isFalse();
            assertThat(succeeds(sdk.forceFlush())).isTrue();
            assertThat(sdk.ledger().lost()).isEqualTo(3);
        }
    }

    @Test
    void forceFlush_ofSeveralDestinationsFailsOnceWhenOneOfThemLostSpans() {
        AnsweringSender taking = AnsweringSender.taking();
        try (ClewSdk sdk = ClewSdk.builder()
                .addSender(taking)
                .addSpanExporter(new FailingExporter())
                .build()) {
            endSpans(sdk.getTracer("a"), 3);

            assertThat(succeeds(sdk.forceFlush())).isFalse();
            assertThat(sdk.ledger().destinations().get(0).delivered()).isEqualTo(3);
            assertThat(succeeds(sdk.forceFlush())).isTrue();
        }
    }

    @Test
    void forceFlush_askedForByManyAtATimeAnswersEach() {
        AnsweringSender taking = AnsweringSender.taking();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ClewSdk sdk = ClewSdk.builder().addSender(taking).build()) {
            List<CompletableFuture<Boolean>> flushes = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                endSpans(sdk.getTracer("a"), 10);
                                return succeeds(sdk.forceFlush());
                            },
                            threads))
                    .toList();

            assertThat(flushes).allSatisfy(flush -> assertThat(flush.join()).isTrue());
            assertThat(sdk.ledger().delivered()).isEqualTo(1_000);
            assertThat(sdk.ledger().held()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shutdown_answersTheFlushesThatAreUnderWayAndThoseThatComeLater() {
        CompletableFuture<SendResult> answer = new CompletableFuture<>();
        AnsweringSender slow = new AnsweringSender(batch -> answer);
        ClewSdk sdk = ClewSdk.builder().addSender(slow).build();
        endSpans(sdk.getTracer("a"), 1);
        CompletableResultCode before = sdk.forceFlush();
        CompletableResultCode shut = sdk.shutdown();
        CompletableResultCode after = sdk.forceFlush();
        assertThat(before.isDone()).isFalse();
        assertThat(shut.isDone()).isFalse();

        answer.complete(SendResult.delivered());

        assertThat(succeeds(before)).isTrue();
        assertThat(succeeds(shut)).isTrue();
        assertThat(after).isSameAs(shut);
    }

    @Test
    void shutdown_deliversThenRecordsNothingAndAnswersTheSameAgain() {
        CountingExporter exporter = new CountingExporter(true);
        ClewSdk sdk = ClewSdk.builder().addSpanExporter(exporter).build();
        Tracer tracer = sdk.getTracer("a");
        Span late = tracer.spanBuilder("late").startSpan();
        endSpans(tracer, 5);

        CompletableResultCode first = sdk.shutdown();
        assertThat(succeeds(first)).isTrue();
        late.end();
        endSpans(tracer, 5);

        assertThat(sdk.shutdown()).isSameAs(first);
        assertThat(sdk.forceFlush()).isSameAs(first);
        sdk.close();
        assertThat(exporter.spans).hasValue(5);
        assertThat(exporter.shutdowns).hasValue(1);
        assertThat(sdk.ledger().recorded()).isEqualTo(6);
        assertThat(sdk.ledger().held()).isZero();
    }

    @Test
    void disabled_makesNoSpansAndAnswersEveryCall() {
        try (ClewSdk sdk = ClewSdk.builder().setEnabled(false).build()) {
            assertThat(sdk.getTracer("a").spanBuilder("b").startSpan().isRecording())
                    .isFalse();
            assertThat(succeeds(sdk.forceFlush())).isTrue();
            assertThat(succeeds(sdk.shutdown())).isTrue();
        }
    }

    @Test
    void disabled_closesWhatItWasGiven() {
        CountingExporter exporter = new CountingExporter(true);
        ClewSdk sdk =
                ClewSdk.builder().setEnabled(false).addSpanExporter(exporter).build();

        assertThat(succeeds(sdk.shutdown())).isTrue();
        assertThat(exporter.shutdowns).hasValue(1);
    }

    @Test
    void buildAndRegisterGlobal_secondOneStandsBeside() {
        GlobalOpenTelemetry.resetForTest();
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (ClewSdk first = ClewSdk.builder().addSpanExporter(exporter).buildAndRegisterGlobal();
                ClewSdk second = ClewSdk.builder().buildAndRegisterGlobal()) {
            endSpans(GlobalOpenTelemetry.getTracer("global"), 1);
            endSpans(second.getTracer("second"), 1);

            assertThat(succeeds(first.forceFlush())).isTrue();
            assertThat(exporter.getFinishedSpanItems()).hasSize(1);
            assertThat(second.ledger().recorded()).isEqualTo(1);
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    @Test
    void builder_usedOnDoesNotChangeWhatItBuilt() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        ClewSdkBuilder builder = ClewSdk.builder().addSpanExporter(exporter);
        try (ClewSdk sdk = builder.build()) {
            builder.setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(1).build());
            sdk.getTracer("a")
                    .spanBuilder("b")
                    .startSpan()
                    .addEvent("1")
                    .addEvent("2")
                    .end();

            assertThat(succeeds(sdk.forceFlush())).isTrue();
            assertThat(exporter.getFinishedSpanItems().get(0).getEvents()).hasSize(2);
        }
    }

    @Test
    void openTelemetrysProcessors_workUnchanged() {
        InMemorySpanExporter simple = InMemorySpanExporter.create();
        InMemorySpanExporter batch = InMemorySpanExporter.create();
        try (ClewSdk sdk = ClewSdk.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(simple))
                .addSpanProcessor(BatchSpanProcessor.builder(batch).build())
                .build()) {
            endSpans(sdk.getTracer("a"), 3);

            assertThat(succeeds(sdk.forceFlush())).isTrue();
            assertThat(simple.getFinishedSpanItems()).hasSize(3);
            assertThat(batch.getFinishedSpanItems()).isEqualTo(simple.getFinishedSpanItems());
        }
    }

    @Test
    void virtualThreads_byTheThousandLoseNothing() {
        CountingExporter exporter = new CountingExporter(true);
        ExecutorService threads = virtualThreadsWhereThereAreAny();
        try (ClewSdk sdk = ClewSdk.builder().addSpanExporter(exporter).build()) {
            IntStream.range(0, 5_000)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> endSpans(sdk.getTracer("virtual"), 2), threads))
                    .toList()
                    .forEach(CompletableFuture::join);

            assertThat(succeeds(sdk.forceFlush())).isTrue();
            assertThat(exporter.spans).hasValue(10_000);
        } finally {
            threads.shutdownNow();
        }
    }

    private static ExecutorService virtualThreadsWhereThereAreAny() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException beforeJdk21) {
            return Executors.newFixedThreadPool(8);
        }
    }

    /** Counts what it is given, and takes it or not. */
    private static final class CountingExporter implements SpanExporter {
        final AtomicInteger spans = new AtomicInteger();
        final AtomicInteger shutdowns = new AtomicInteger();
        private final boolean takes;

        CountingExporter(boolean takes) {
            this.takes = takes;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAndGet(batch.size());
            return takes ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            shutdowns.incrementAndGet();
            return CompletableResultCode.ofSuccess();
        }
    }
}
