package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.autoconfigure.Environment.Start;
import dev.clew.autoconfigure.FakeProviders.Collecting;
import dev.clew.sdk.export.DestinationLedger;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customizer that redacts or filters must have every span: none goes around it, also when it fails. */
@Timeout(60)
class CustomizedExportTest {
    private static final String FIRST = "dev.clew.autoconfigure.FakeCustomizers$First";
    private static final String TOO_MUCH = " is left out: uncustomized, it could say too much";

    @BeforeEach
    @AfterEach
    void reset() {
        FakeCustomizers.reset();
        Collecting.SENT.clear();
        Collecting.CLOSED = new AtomicInteger();
    }

    @Test
    void exporter_thatIsWrappedSendsWhatTheWrapperLetsThrough() {
        FakeCustomizers.first(
                customizer -> customizer.addSpanExporterCustomizer((exporter, config) -> new Redacting(exporter)));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting", "OTEL_SERVICE_NAME", "orders")) {
            endSpans(start, "secret", "public", "hidden");

            assertThat(Collecting.SENT).extracting(SpanData::getName).containsExactly("***", "public");
            SpanData sent = Collecting.SENT.get(0);
            assertThat(sent.getInstrumentationScopeInfo().getName()).isEqualTo("t");
            assertThat(sent.getResource().getAttributes().asMap()).containsValue("orders");
            DestinationLedger ledger = start.sdk().ledger().destinations().get(0);
            assertThat(ledger.delivered()).isEqualTo(3);
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("exporters=[collecting behind " + FIRST + "]");
            assertThat(start.row("destination"))
                    .isEqualTo("dev.clew.autoconfigure.CustomizedExportTest$Redacting | "
                            + "environment variable OTEL_TRACES_EXPORTER, customizer " + FIRST);
            assertThat(start.row("batch spans")).isEqualTo("512 | default");
        }
        assertThat(Collecting.CLOSED).hasValue(1);
    }

    @Test
    void exporter_thatComesBackAsItWasIsSentToDirectly() {
        AtomicReference<SpanExporter> seen = new AtomicReference<>();
        FakeCustomizers.first(customizer -> customizer.addSpanExporterCustomizer((exporter, config) -> {
            seen.set(exporter);
            return exporter;
        }));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "one");

            assertThat(Collecting.SENT).extracting(SpanData::getName).containsExactly("one");
            assertThat(seen.get()).hasToString("collector");
            assertThat(start.infos()).singleElement().asString().contains("exporters=[collector]");
            assertThat(start.row("batch spans")).isEqualTo("8192 | default");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exporter_whoseCustomizerFailsIsLeftOut(boolean throwing) {
        FakeCustomizers.first(customizer -> customizer.addSpanExporterCustomizer((exporter, config) -> {
            if (throwing) {
                throw new IllegalStateException("no rules");
            }
            return null;
        }));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting,memory")) {
            FakeProviders.MEMORY.clear();
            endSpans(start, "secret");

            assertThat(Collecting.SENT).isEmpty();
            assertThat(FakeProviders.MEMORY.spans()).isEmpty();
            assertThat(Collecting.CLOSED).hasValue(1);
            assertThat(start.infos()).singleElement().asString().contains("exporters=[],");
            String failed = throwing
                    ? " fails; the exporter" + TOO_MUCH + ": java.lang.IllegalStateException: no rules"
                    : " answers null; the exporter" + TOO_MUCH;
            assertThat(start.warnings())
                    .filteredOn(line -> line.equals("the exporter customizer of " + FIRST + failed))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exporter_isLeftOutWhenTheProviderFailsAfterItAskedToCustomizeIt(boolean processor) {
        FakeCustomizers.first(customizer -> {
            if (processor) {
                customizer.addSpanProcessorCustomizer((given, config) -> new Filtering(given));
            } else {
                customizer.addSpanExporterCustomizer((exporter, config) -> new Redacting(exporter));
            }
            throw new IllegalStateException("half way");
        });
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "secret");

            assertThat(Collecting.SENT).isEmpty();
            assertThat(Collecting.CLOSED).hasValue(1);
            assertThat(start.warnings())
                    .containsExactly(
                            "the customizer " + FIRST
                                    + " fails; nothing of it is applied: java.lang.IllegalStateException: half way",
                            "the exporter customizer of " + FIRST + " answers null; the exporter" + TOO_MUCH);
        }
    }

    @Test
    void exporter_ofOpenTelemetryIsCustomizedToo() {
        FakeCustomizers.first(
                customizer -> customizer.addSpanExporterCustomizer((exporter, config) -> new Redacting(exporter)));
        FakeProviders.MEMORY.clear();
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "memory")) {
            endSpans(start, "secret");

            assertThat(FakeProviders.MEMORY.spans())
                    .extracting(SpanData::getName)
                    .containsExactly("***");
        }
    }

    @Test
    void processor_thatFiltersHasTheWord() {
        FakeCustomizers.first(
                customizer -> customizer.addSpanProcessorCustomizer((processor, config) -> new Filtering(processor)));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "hidden", "public");

            assertThat(Collecting.SENT).extracting(SpanData::getName).containsExactly("public");
            assertThat(start.infos())
                    .singleElement()
                    .asString()
                    .contains("exporters=[collector behind a processor of " + FIRST + "]");
            assertThat(start.row("processor"))
                    .isEqualTo("dev.clew.autoconfigure.CustomizedExportTest$Filtering | default, customizer " + FIRST);
        }
        assertThat(Collecting.CLOSED).hasValue(1);
    }

    @Test
    void processor_besideTheOneGivenIsCalledAndSpansAreSent() {
        FakeCustomizers.first(customizer -> customizer.addSpanProcessorCustomizer(
                (processor, config) -> SpanProcessor.composite(new Filtering(SpanProcessor.composite()), processor)));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "hidden", "public");

            assertThat(Collecting.SENT).extracting(SpanData::getName).containsExactly("hidden", "public");
        }
    }

    @Test
    void processor_thatComesBackAsItWasChangesNothing() {
        FakeCustomizers.first(customizer -> customizer.addSpanProcessorCustomizer((processor, config) -> processor));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "one");

            assertThat(Collecting.SENT).hasSize(1);
            assertThat(start.row("destination")).startsWith("collector | ");
            assertThat(start.row("processor")).isEqualTo("no processor");
        }
    }

    @Test
    void processor_whoseCustomizerFailsLetsNothingOut() {
        FakeCustomizers.first(customizer -> customizer.addSpanProcessorCustomizer((processor, config) -> {
            throw new IllegalStateException("no rules");
        }));
        try (Start start = Environment.start("OTEL_TRACES_EXPORTER", "collecting")) {
            endSpans(start, "secret");

            assertThat(Collecting.SENT).isEmpty();
            assertThat(Collecting.CLOSED).hasValue(1);
            assertThat(start.warnings())
                    .contains("the processor customizer of " + FIRST + " fails; the processor" + TOO_MUCH
                            + ": java.lang.IllegalStateException: no rules");
        }
    }

    private static void endSpans(Start start, String... names) {
        for (String name : names) {
            start.sdk().getTracer("t").spanBuilder(name).startSpan().end();
        }
        start.flush();
    }

    /** Hides names, and keeps some spans to itself. */
    private record Redacting(SpanExporter exporter) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            List<SpanData> shown = spans.stream()
                    .filter(span -> !span.getName().equals("hidden"))
                    .map(Redacting::redact)
                    .toList();
            return exporter.export(shown);
        }

        private static SpanData redact(SpanData span) {
            return new DelegatingSpanData(span) {
                @Override
                public String getName() {
                    return span.getName().equals("secret") ? "***" : span.getName();
                }
            };
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    /** Passes some spans on. */
    private record Filtering(SpanProcessor next) implements SpanProcessor {
        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {
            next.onStart(parentContext, span);
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (!span.getName().equals("hidden")) {
                next.onEnd(span);
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode forceFlush() {
            return next.forceFlush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return next.shutdown();
        }
    }
}
