package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Scopes, switches, sizes and the users' own parts, seen from the SDK as a whole. */
class ClewSdkTracingTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    private List<SpanData> exported(ClewSdk sdk) {
        assertThat(sdk.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
        return exporter.getFinishedSpanItems();
    }

    @Test
    void scope_arrivesWithItsSchemaUrlAndAttributes() {
        InstrumentationScopeInfo scope = InstrumentationScopeInfo.builder("orders")
                .setVersion("1")
                .setSchemaUrl("https://schema")
                .setAttributes(Attributes.of(KEY, "value"))
                .build();
        try (ClewSdk sdk = ClewSdk.builder().addSpanExporter(exporter).build()) {
            sdk.getTracer(scope).spanBuilder("span").startSpan().end();

            assertThat(exported(sdk).get(0).getInstrumentationScopeInfo()).isEqualTo(scope);
        }
        try (ClewSdk off = ClewSdk.builder().setEnabled(false).build()) {
            assertThat(off.getTracer(scope).isEnabled()).isFalse();
        }
    }

    @Test
    void tracerConfigurator_isSetAtTheStartAndWhileRunning() {
        try (ClewSdk sdk = ClewSdk.builder()
                .setTracerConfigurator(scope -> !scope.getName().equals("noisy"))
                .addSpanExporter(exporter)
                .build()) {
            Tracer noisy = sdk.getTracer("noisy");
            assertThat(noisy.isEnabled()).isFalse();
            noisy.spanBuilder("unheard").startSpan().end();

            sdk.setTracerConfigurator(scope -> true);
            assertThat(noisy.isEnabled()).isTrue();
            noisy.spanBuilder("heard").startSpan().end();

            assertThat(exported(sdk)).extracting(SpanData::getName).containsExactly("heard");
        }
    }

    @Test
    void isEnabled_isFalseWithoutAnywhereToSendTo() {
        try (ClewSdk nowhere = ClewSdk.builder().build();
                ClewSdk somewhere = ClewSdk.builder().addSpanExporter(exporter).build();
                ClewSdk processed = ClewSdk.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            assertThat(nowhere.getTracer("a").isEnabled()).isFalse();
            assertThat(somewhere.getTracer("a").isEnabled()).isTrue();
            assertThat(processed.getTracer("a").isEnabled()).isTrue();
            somewhere.shutdown();
            assertThat(somewhere.getTracer("a").isEnabled()).isFalse();
        }
    }

    @Test
    void largestSpan_arrivesWhateverItsText() {
        String text = "\u20AC".repeat(1_000);
        SpanLimits many = SpanLimits.builder()
                .setMaxNumberOfAttributes(1_000_000)
                .setMaxNumberOfEvents(1_000_000)
                .build();
        try (ClewSdk sdk =
                ClewSdk.builder().setSpanLimits(many).addSpanExporter(exporter).build()) {
            Span span = sdk.getTracer("a").spanBuilder(text.repeat(100)).startSpan();
            for (int i = 0; i < 1_200; i++) {
                span.setAttribute("key" + i, text);
            }
            span.setStatus(StatusCode.ERROR, text.repeat(100)).end();

            SpanData arrived = exported(sdk).get(0);
            assertThat(arrived.getAttributes().size()).isBetween(1_000, 1_048);
            assertThat(arrived.getTotalAttributeCount()).isEqualTo(1_200);
            assertThat(sdk.ledger().lost()).isZero();
        }
    }

    @Test
    void maxSpanBytes_isALimitAndHasLimits() {
        for (int wrong : new int[] {Integer.MIN_VALUE, 0, 1_023, (8 << 20) + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClewSdk.builder().setMaxSpanBytes(wrong))
                    .withMessage("maxSpanBytes must be from 1024 to 8388608: maxSpanBytes=" + wrong);
        }
        try (ClewSdk sdk = ClewSdk.builder()
                .setMaxSpanBytes(1_024)
                .addSpanExporter(exporter)
                .build()) {
            sdk.getTracer("a")
                    .spanBuilder("b")
                    .startSpan()
                    .setAttribute("huge", "x".repeat(1_024))
                    .setAttribute(KEY, "value")
                    .end();

            assertThat(exported(sdk).get(0).getAttributes()).isEqualTo(Attributes.of(KEY, "value"));
        }
    }

    @Test
    void resource_withTwoSchemaUrlsHasNone() {
        Resource first = Resource.create(Attributes.of(KEY, "first"), "https://schema/1");
        Resource second = Resource.create(Attributes.of(KEY, "second"), "https://schema/2");
        try (ClewSdk one = ClewSdk.builder()
                        .addResource(first)
                        .addSpanExporter(exporter)
                        .build();
                ClewSdk both = ClewSdk.builder()
                        .addResource(first)
                        .addResource(second)
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            one.getTracer("a").spanBuilder("one").startSpan().end();
            exported(one);
            both.getTracer("a").spanBuilder("both").startSpan().end();

            assertThat(exporter.getFinishedSpanItems())
                    .extracting(SpanData::getResource)
                    .extracting(resource -> resource.getAttribute(KEY) + " " + resource.getSchemaUrl())
                    .containsExactly("first https://schema/1", "second null");
        }
    }

    @Test
    void processors_areCalledFirstAddedFirstUnlessPutFirst() {
        List<String> order = new CopyOnWriteArrayList<>();
        try (ClewSdk sdk = ClewSdk.builder()
                .addSpanProcessor(new Noting("a", order))
                .addSpanProcessor(new Noting("b", order))
                .addSpanProcessorFirst(new Noting("first", order))
                .build()) {
            sdk.getTracer("a").spanBuilder("b").startSpan().end();
        }

        assertThat(order).containsExactly("first", "a", "b");
    }

    @Test
    void unsampledSpans_areLeftToProcessorsThatWantThem() {
        Sampler recordOnly = new Sampler() {
            @Override
            public SamplingResult shouldSample(
                    Context parentContext,
                    String traceId,
                    String name,
                    io.opentelemetry.api.trace.SpanKind spanKind,
                    Attributes attributes,
                    List<io.opentelemetry.sdk.trace.data.LinkData> parentLinks) {
                return SamplingResult.recordOnly();
            }

            @Override
            public String getDescription() {
                return "record only";
            }
        };
        InMemorySpanExporter destination = InMemorySpanExporter.create();
        InMemorySpanExporter sampledOnly = InMemorySpanExporter.create();
        try (ClewSdk sdk = ClewSdk.builder()
                .setSampler(recordOnly)
                .addSpanExporter(destination)
                .addSpanProcessor(SimpleSpanProcessor.create(sampledOnly))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setExportUnsampledSpans(true)
                        .build())
                .build()) {
            sdk.getTracer("a").spanBuilder("b").startSpan().end();

            assertThat(exported(sdk)).hasSize(1);
            assertThat(sampledOnly.getFinishedSpanItems()).isEmpty();
            assertThat(destination.getFinishedSpanItems()).isEmpty();
        }
    }

    @Test
    void forceFlushAndShutdown_doNotWaitForAProcessorThatBlocks() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        ClewSdk sdk = ClewSdk.builder()
                .addSpanExporter(exporter)
                .addSpanProcessor(new Noting("stuck", new CopyOnWriteArrayList<>()) {
                    @Override
                    public CompletableResultCode forceFlush() {
                        try {
                            assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                        return CompletableResultCode.ofSuccess();
                    }
                })
                .build();
        sdk.getTracer("a").spanBuilder("b").startSpan().end();

        CompletableResultCode flush = sdk.forceFlush();
        CompletableResultCode shutdown = sdk.shutdown();
        assertThat(List.of(flush, shutdown)).noneMatch(CompletableResultCode::isDone);
        free.countDown();

        assertThat(flush.join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(shutdown.join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(sdk.ledger().delivered()).isEqualTo(1);
    }

    private static class Noting implements SpanProcessor {
        private final String name;
        private final List<String> order;

        Noting(String name, List<String> order) {
            this.name = name;
            this.order = order;
        }

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            order.add(name);
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
    }
}
