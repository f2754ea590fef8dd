package dev.clew.exporter.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleSpanExporterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ConsoleSpanExporter exporter = exporter(1_000);
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void export_printsATraceOnceItsLocalRootHasCome() {
        Span root = span("checkout", Context.root());
        span("load cart", Context.root().with(root)).end();
        assertThat(printed()).isEmpty();

        root.end();

        assertThat(printed().lines()).hasSize(4);
        assertThat(printed())
                .startsWith("trace " + root.getSpanContext().getTraceId() + " · ")
                .contains("\ncheckout ", "\n└─ load cart ", "shop");
    }

    @Test
    void export_spanWithARemoteParentIsALocalRoot() {
        Span server = span("GET /orders", remoteParent());

        server.end();

        assertThat(printed()).contains("GET /orders", "called by span 00f067aa0ba902b7");
    }

    @Test
    void export_lateSpansAreMarkedAsMoreOfTheirTrace() {
        Span root = span("checkout", Context.root());
        Span late = span("send mail", Context.root().with(root));
        root.end();
        printed.reset();

        late.end();

        assertThat(printed())
                .startsWith("more of a trace printed before:\ntrace ")
                .contains("send mail");
    }

    @Test
    void export_whenFullPrintsTheTraceThatHasWaitedLongest() {
        ConsoleSpanExporter small = exporter(2);
        SpanData oldest = child("oldest");
        SpanData younger = child("younger");

        small.export(List.of(oldest, younger));
        assertThat(printed()).isEmpty();
        small.export(List.of(child("youngest")));

        assertThat(printed())
                .startsWith("a trace whose local root has not come yet:\n")
                .contains("oldest")
                .doesNotContain("younge");
    }

    @Test
    void flush_printsWhatIsHeld() {
        exporter.export(List.of(child("half")));

        assertThat(exporter.flush().isSuccess()).isTrue();

        assertThat(printed()).contains("half");
    }

    @Test
    void shutdown_printsWhatIsHeldAndNothingAfterwards() {
        exporter.export(List.of(child("half")));

        assertThat(exporter.shutdown().isSuccess()).isTrue();
        assertThat(printed()).contains("half");
        printed.reset();

        assertThat(exporter.export(List.of(child("after"))).isSuccess()).isFalse();
        assertThat(exporter.shutdown().isSuccess()).isTrue();
        assertThat(printed()).isEmpty();
    }

    @Test
    void export_nullsAndNothingAreNoSpans() {
        assertThat(exporter.export(null).isSuccess()).isTrue();
        assertThat(exporter.export(List.of()).isSuccess()).isTrue();
        assertThat(exporter.export(Arrays.asList((SpanData) null)).isSuccess()).isTrue();
        assertThat(printed()).isEmpty();
    }

    @Test
    void export_brokenOutputFailsAndDoesNotThrow() {
        ConsoleSpanExporter closedPipe = ConsoleSpanExporter.builder()
                .setOutput(new PrintStream(new ClosedPipe(), true, UTF_8))
                .build();
        ConsoleSpanExporter throwing =
                ConsoleSpanExporter.builder().setOutput(new ThrowingStream()).build();

        for (ConsoleSpanExporter broken : List.of(closedPipe, throwing)) {
            assertThat(broken.export(List.of(child("unseen"))).isSuccess()).isTrue();
            assertThat(broken.flush().isSuccess()).isFalse();
        }
    }

    @Test
    void builder_refusesWhatCannotBe() {
        assertThatThrownBy(() -> ConsoleSpanExporter.builder().setMaxHeldSpans(0))
                .hasMessage("maxHeldSpans must be positive: maxHeldSpans=0");
        assertThatThrownBy(() -> ConsoleSpanExporter.builder().setWidth(10))
                .hasMessage("width must be at least 80: width=10");
    }

    @Test
    void serviceLoader_findsTheExporterNamedConsole() {
        assertThat(ServiceLoader.load(ConfigurableSpanExporterProvider.class))
                .extracting(ConfigurableSpanExporterProvider::getName)
                .containsExactly("console");
    }

    private ConsoleSpanExporter exporter(int maxHeldSpans) {
        return ConsoleSpanExporter.builder()
                .setOutput(new PrintStream(printed, true, UTF_8))
                .setColours(false)
                .setWidth(100)
                .setMaxHeldSpans(maxHeldSpans)
                .build();
    }

    private Span span(String name, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .startSpan();
    }

    /** An ended span of a trace of its own, whose parent never comes. */
    private SpanData child(String name) {
        try (SdkTracerProvider unheard = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter(1_000)))
                .build()) {
            Tracer other = unheard.get("test");
            Span parent = other.spanBuilder("parent").startSpan();
            Span child = other.spanBuilder(name)
                    .setParent(Context.root().with(parent))
                    .startSpan();
            return ((io.opentelemetry.sdk.trace.ReadableSpan) child).toSpanData();
        }
    }

    private static Context remoteParent() {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        "00f067aa0ba902b7",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("closed");
        }
    }

    private static final class ThrowingStream extends PrintStream {
        ThrowingStream() {
            super(OutputStream.nullOutputStream(), false, UTF_8);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("broken");
        }
    }
}
