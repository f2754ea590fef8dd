package dev.clew.it.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.propagation.W3CBaggage;
import dev.clew.propagation.W3CTraceContext;
import dev.clew.sdk.ClewSdk;
import dev.clew.tree.TraceTree;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a program told an SDK: every finished span. */
record Telemetry(List<SpanData> spans) {
    private static final ContextPropagators PROPAGATORS = ContextPropagators.create(
            TextMapPropagator.composite(W3CTraceContext.propagator(), W3CBaggage.propagator()));

    /** Something that makes spans through the given {@code OpenTelemetry} and leaves nothing running. */
    interface Program {
        void run(OpenTelemetry openTelemetry) throws Exception;
    }

    /** Runs the program on Clew and on the published SDK, demands that they say the same, and returns what Clew said. */
    static Telemetry sameOnBoth(Program program) throws Exception {
        Telemetry clew = onClew(program);
        Telemetry published = onPublishedSdk(program);
        assertThat(clew.trees()).isEqualTo(published.trees());
        assertThat(clew.described()).isEqualTo(published.described());
        return clew;
    }

    static Telemetry onClew(Program program) throws Exception {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (ClewSdk clew = ClewSdk.builder()
                .setPropagators(PROPAGATORS)
                .addSpanExporter(exporter)
                .build()) {
            program.run(clew);
            assertThat(clew.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
            return new Telemetry(exporter.getFinishedSpanItems());
        }
    }

    private static Telemetry onPublishedSdk(Program program) throws Exception {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        SdkTracerProvider tracers = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setPropagators(PROPAGATORS)
                .setTracerProvider(tracers)
                .build()) {
            program.run(sdk);
            return new Telemetry(exporter.getFinishedSpanItems());
        }
    }

    /** One line per trace, by the start of their roots. */
    List<String> trees(String... attributeKeys) {
        return TraceTree.of(spans).stream()
                .map(tree -> tree.toLine(attributeKeys))
                .toList();
    }

    /** Everything about each span that does not differ from run to run. */
    private List<String> described() {
        return spans.stream().map(Telemetry::describe).sorted().toList();
    }

    private static String describe(SpanData span) {
        return span.getKind() + " " + span.getName() + " by " + span.getInstrumentationScopeInfo() + "\n  "
                + described(span.getAttributes()) + "\n  " + span.getStatus() + "\n  "
                + span.getEvents().stream().map(Telemetry::describe).toList() + "\n  "
                + span.getLinks().size() + " links, " + span.getTotalAttributeCount() + " attributes"
                + (span.getParentSpanContext().isRemote() ? ", remote parent" : "");
    }

    private static String describe(EventData event) {
        return event.getName() + described(event.getAttributes());
    }

    private static Map<String, Object> described(Attributes attributes) {
        Map<String, Object> all = new TreeMap<>();
        for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
            String key = attribute.getKey().getKey();
            // The frames of a stack name the SDK that was called; the port of a client is the system's choice.
            boolean differs = key.equals("exception.stacktrace") || key.equals("network.peer.port");
            all.put(key, differs ? "" : attribute.getKey().getType() + " " + attribute.getValue());
        }
        return all;
    }
}
