package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.telemetry.DropReason;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method of every kind of plugin, throwing, failing to link and answering null: the caller feels nothing, the span lives on and
 * arrives, and it is said once. And every method that is not called on the caller's thread by contract, blocking: nobody waits.
 */
@Timeout(60)
class PluginIsolationTest {
    private static final BatchLimits AT_ONCE = new BatchLimits(1, 1, 1, 4, 1 << 20);

    private final LogLines log = LogLines.of("dev.clew");
    private final AnsweringSender sender = AnsweringSender.taking();

    @AfterEach
    void close() {
        log.close();
    }

    /** One method of one plugin that misbehaves in one way. */
    record Case(String method, String how, Plugin plugin) {
        @Override
        public String toString() {
            return method + " " + how;
        }
    }

    private static Stream<Case> cases(List<String> methods) {
        Map<String, Supplier<@Nullable Object>> ways = Map.of(
                "throws",
                        () -> {
                            throw new IllegalStateException("the plugin's own");
                        },
                "fails to link",
                        () -> {
                            throw new NoClassDefFoundError("com/example/Missing");
                        },
                "answers null", () -> null);
        return methods.stream()
                .flatMap(method -> ways.entrySet().stream()
                        .map(way -> new Case(method, way.getKey(), Plugin.misbehavingIn(method, way.getValue()))));
    }

    static Stream<Case> whatSpansGoThrough() {
        return cases(List.of(
                "Sampler.shouldSample",
                "Sampler.getDescription",
                "Sampler.close",
                "ExtendedSpanProcessor.onStart",
                "ExtendedSpanProcessor.onEnd",
                "ExtendedSpanProcessor.onEnding",
                "ExtendedSpanProcessor.isStartRequired",
                "ExtendedSpanProcessor.isEndRequired",
                "ExtendedSpanProcessor.isOnEndingRequired",
                "ExtendedSpanProcessor.toString",
                "ExtendedSpanProcessor.forceFlush",
                "ExtendedSpanProcessor.shutdown",
                "IdGenerator.generateTraceId",
                "IdGenerator.generateSpanId",
                "IdGenerator.generatesRandomTraceIds",
                "Clock.now",
                "Clock.nanoTime",
                "SpanExporter.export",
                "SpanExporter.flush",
                "SpanExporter.shutdown",
                "SpanExporter.toString",
                "BatchSender.send",
                "BatchSender.identity",
                "BatchSender.toString",
                "BatchSender.close",
                "Supplier.get",
                "MeterProvider.get",
                "MeterProvider.meterBuilder"));
    }

    @ParameterizedTest
    @MethodSource("whatSpansGoThrough")
    void plugin_isNotFeltByTheCallerAndTheSpanArrives(Case one) {
        ClewSdk sdk =
                one.plugin().addTo(ClewSdk.builder()).addSender(sender, AT_ONCE).build();

        for (int i = 0; i < 3; i++) {
            Span span = sdk.getTracer("a").spanBuilder("span").startSpan();
            assertThat(span.getSpanContext().isValid()).isTrue();
            span.setAttribute("key", "value").addEvent("event");
            span.end();
            assertThat(span.isRecording()).isFalse();
        }
        assertThat(sdk.toString()).startsWith("ClewSdk{");

        assertThat(sdk.forceFlush().join(1, TimeUnit.MILLISECONDS)).isNotNull();
        await().untilAsserted(() -> assertThat(sdk.ledger()
                        .destinations()
                        .get(sdk.ledger().destinations().size() - 1)
                        .delivered())
                .isEqualTo(3));
        CompletableResultCode ended = sdk.shutdown();
        await().untilAsserted(() -> assertThat(sender.closes).hasValue(1));
        // What it still says at its deadline is not for the next case to hear.
        assertThat(ended.join(20, TimeUnit.SECONDS).isDone()).isTrue();
        SpanLedger ledger = sdk.ledger();
        assertThat(ledger.recorded()).isEqualTo(3);
        assertThat(ledger.live() + ledger.held()).isZero();
        assertThat(log.messages()).doesNotHaveDuplicates();
        if (one.plugin().wasWrong()) {
            await().untilAsserted(() -> assertThat(log.messages()).isNotEmpty());
        }
    }

    static Stream<String> whatMayBlockAside() {
        return Stream.of(
                "Sampler.close",
                "ExtendedSpanProcessor.forceFlush",
                "ExtendedSpanProcessor.shutdown",
                "SpanExporter.export",
                "SpanExporter.flush",
                "SpanExporter.shutdown",
                "BatchSender.close");
    }

    @ParameterizedTest
    @MethodSource("whatMayBlockAside")
    void pluginThatBlocks_keepsNobodyElse(String method) {
        try (Blocked blocked = new Blocked()) {
            Plugin plugin = Plugin.misbehavingIn(method, blocked);
            ClewSdk sdk =
                    plugin.addTo(ClewSdk.builder()).addSender(sender, AT_ONCE).build();
            long begun = System.nanoTime();

            sdk.getTracer("a").spanBuilder("span").startSpan().end();
            sdk.forceFlush();
            await().untilAsserted(() -> assertThat(sender.sends).hasValue(1));
            CompletableResultCode shut = sdk.shutdown();

            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
            await().untilAsserted(() -> assertThat(sender.closes).hasValue(1));
            await().untilAsserted(() -> assertThat(blocked.calls()).isPositive());
            await().untilAsserted(() -> assertThat(sdk.ledger().held()).isZero());
            blocked.close();
            assertThat(shut.join(20, TimeUnit.SECONDS).isDone()).isTrue();
        }
    }

    @Test
    void senderThatBlocks_delaysTheOtherSpansAndNotTheirMakers() {
        try (Blocked blocked = new Blocked()) {
            Plugin plugin = Plugin.misbehavingIn("BatchSender.send", blocked);
            ClewSdk sdk = plugin.addTo(ClewSdk.builder()).build();
            endSpans(sdk, 1);
            await().untilAsserted(() -> assertThat(blocked.calls()).isPositive());
            long begun = System.nanoTime();

            endSpans(sdk, 1_000);
            CompletableResultCode flushed = sdk.forceFlush();
            CompletableResultCode shut = sdk.shutdown();

            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(flushed.isDone()).isFalse();
            assertThat(sdk.ledger().held()).isEqualTo(1_000);
            blocked.close();
            assertThat(shut.join(20, TimeUnit.SECONDS).isDone()).isTrue();
            assertThat(sdk.ledger().held()).isZero();
        }
    }

    private static void endSpans(ClewSdk sdk, int count) {
        for (int i = 0; i < count; i++) {
            sdk.getTracer("a").spanBuilder("span").startSpan().end();
        }
    }

    @Test
    void flushesOfAProcessorThatBlocks_pileUpNoThreads() {
        // A thread of another test's processor lives on for a second.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Blocked blocked = new Blocked()) {
            Plugin plugin = Plugin.misbehavingIn("ExtendedSpanProcessor.forceFlush", blocked);
            try (ClewSdk sdk = plugin.addTo(ClewSdk.builder()).build()) {
                for (int i = 0; i < 2_000; i++) {
                    sdk.forceFlush();
                }
                await().untilAsserted(() -> assertThat(blocked.calls()).isPositive());

                assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .filter(thread -> thread.getName().equals("clew-processor")))
                        .hasSize(1);
                assertThat(log.messages()).hasSize(1);
                assertThat(log.messages().get(0)).contains("does not come back from its calls");
                blocked.close();
            }
        }
    }

    @Test
    void senderWhoseFutureNeverCompletes_isLeftBehindAtTheEndOfTheShutdown() {
        AnsweringSender never = new AnsweringSender(batch -> new CompletableFuture<>());
        ClewSdk sdk = ClewSdk.builder().addSender(never, AT_ONCE).build();
        endSpans(sdk, 1);
        CompletableResultCode flushed = sdk.forceFlush();
        long begun = System.nanoTime();

        sdk.close();

        assertThat(System.nanoTime() - begun).isBetween(TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(9));
        assertThat(flushed.isDone()).isTrue();
        assertThat(flushed.isSuccess()).isFalse();
        assertThat(sdk.ledger().destinations().get(0).dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN, 1L));
    }

    @Test
    void senderWhoseFutureFails_isAskedAgain() {
        sender.answer = batch -> sender.sends.get() == 1
                ? CompletableFuture.failedFuture(new NoClassDefFoundError("com/example/Missing"))
                : CompletableFuture.completedFuture(SendResult.delivered());
        try (ClewSdk sdk = ClewSdk.builder().addSender(sender, AT_ONCE).build()) {
            endSpans(sdk, 1);

            assertThat(sdk.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
            assertThat(sender.sends).hasValue(2);
        }
    }

    @Test
    void meterThatBlocksOrThrowsWhileItRecords_isNotFeltByTheSender() {
        for (Supplier<@Nullable Object> way : List.<Supplier<@Nullable Object>>of(new Blocked(), () -> {
            throw new IllegalStateException("the meter's own");
        })) {
            AnsweringSender taking = AnsweringSender.taking();
            try (ClewSdk sdk = ClewSdk.builder()
                    .setMeterProvider(Plugin.meterProviderWhoseHistogram(way))
                    .addSender(taking, AT_ONCE)
                    .build()) {
                for (int i = 0; i < 20; i++) {
                    endSpans(sdk, 1);
                    assertThat(sdk.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                            .isTrue();
                }
                assertThat(sdk.ledger().delivered()).isEqualTo(20);
            }
        }
    }

    @Test
    void threadsThatAreInterrupted_goOn() {
        try (ClewSdk sdk = ClewSdk.builder()
                .addSender(sender, AT_ONCE)
                .addSpanExporter(new FailingExporter(), AT_ONCE)
                .build()) {
            for (int i = 1; i <= 5; i++) {
                endSpans(sdk, 1);
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("clew-"))
                        .forEach(Thread::interrupt);
                sdk.forceFlush().join(10, TimeUnit.SECONDS);
                assertThat(sdk.ledger().delivered()).isEqualTo(i);
                assertThat(sdk.ledger().destinations().get(1).dropped())
                        .isEqualTo(Map.of(DropReason.EXPORT_FAILED, (long) i));
            }
        }
    }

    @Test
    void clockThatFailsNowAndThen_givesNoSpanANegativeLength() {
        int[] calls = {0};
        Plugin plugin = Plugin.misbehavingIn("Clock.nanoTime", () -> {
            if (++calls[0] % 3 == 0) {
                throw new IllegalStateException("no time");
            }
            return System.nanoTime();
        });
        try (ClewSdk sdk =
                plugin.addTo(ClewSdk.builder()).addSender(sender, AT_ONCE).build()) {
            for (int i = 0; i < 20; i++) {
                ReadWriteSpan span =
                        (ReadWriteSpan) sdk.getTracer("a").spanBuilder("span").startSpan();
                span.end();
                assertThat(span.getLatencyNanos()).isBetween(0L, TimeUnit.MINUTES.toNanos(1));
            }
        }
    }

    /** What a blocked call waits in; counts the calls. */
    private static final class Blocked implements Supplier<@Nullable Object>, AutoCloseable {
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public @Nullable Object get() {
            calls.incrementAndGet();
            boolean interrupted = false;
            while (released.getCount() > 0) { // nothing but the end of the test lets it go
                try {
                    released.await();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return null;
        }

        int calls() {
            return calls.get();
        }

        @Override
        public void close() {
            released.countDown();
        }
    }
}
