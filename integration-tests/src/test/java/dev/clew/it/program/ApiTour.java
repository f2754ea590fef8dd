package dev.clew.it.program;

import dev.clew.api.Tracing;
import dev.clew.propagation.W3CTraceContext;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.ClewSdkBuilder;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every call of the OpenTelemetry API that makes or changes a span, and OpenTelemetry's own parts plugged in, on the artifacts
 * that the JVM was started with. Uses nothing that the oldest of them lack.
 */
public final class ApiTour {
    private ApiTour() {}

    public static void main(String[] args) {
        System.out.println(
                "api: " + Span.class.getProtectionDomain().getCodeSource().getLocation());
        Kept simple = new Kept();
        Kept batched = new Kept();
        Kept exported = new Kept();
        ClewSdkBuilder builder = ClewSdk.builderFromEnvironment()
                .setSampler(new AskingSampler())
                .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(5).build())
                .addSpanProcessor(SimpleSpanProcessor.create(simple))
                .addSpanProcessor(BatchSpanProcessor.builder(batched).build())
                .addSpanExporter(exported);
        try (ClewSdk clew = builder.buildAndRegisterGlobal()) {
            Span remote = carried(clew, shop(clew));
            baggageAndWrapping(GlobalOpenTelemetry.get(), remote.getSpanContext());
            boolean flushed = clew.forceFlush().join(20, TimeUnit.SECONDS).isSuccess();
            System.out.println("flushed: " + flushed + ", recorded="
                    + clew.ledger().recorded() + " lost=" + clew.ledger().lost());
        }
        System.out.println("simple: " + simple + "\nbatched: " + batched + "\nexported: " + exported);
    }

    /** A span with everything on it, and a child that fails. */
    private static Span shop(OpenTelemetry otel) {
        Tracer tracer = otel.getTracerProvider()
                .tracerBuilder("shop")
                .setInstrumentationVersion("1")
                .setSchemaUrl("https://opentelemetry.io/schemas/1.24.0")
                .build();
        Span span = tracer.spanBuilder("GET /orders/{id}")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("text", "a")
                .setAttribute("long", 1)
                .setAttribute("double", 0.5)
                .setAttribute("flag", true)
                .setAttribute(AttributeKey.stringArrayKey("texts"), List.of("a", "b"))
                .setAttribute(AttributeKey.stringArrayKey("none"), List.of())
                .setAllAttributes(Attributes.of(AttributeKey.longKey("more"), 2L))
                .addLink(SpanContext.create(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))
                .startSpan();
        span.setAttribute("text", "b").setAttribute(AttributeKey.longArrayKey("longs"), List.of(1L));
        span.setAttribute(AttributeKey.longKey("int"), 3);
        span.addEvent("one").addEvent("two", Attributes.of(AttributeKey.booleanKey("is"), true));
        span.addEvent("three", 5, TimeUnit.SECONDS).addEvent("four", Instant.ofEpochSecond(6));
        try (Scope ignored = span.makeCurrent()) {
            Tracing.of(otel, "shop").run("load order", () -> {
                Span.current().setAttribute("rows", 2);
                Span.current().recordException(new IllegalStateException("closed"), Attributes.empty());
                Span.current().setStatus(StatusCode.ERROR, "closed");
            });
        }
        span.updateName("GET /orders").setStatus(StatusCode.OK).end();
        span.end(Instant.now());
        return span;
    }

    /** What arrives on the other side of a call that carries the span. */
    private static Span carried(OpenTelemetry otel, Span span) {
        Map<String, String> headers = new HashMap<>();
        otel.getPropagators()
                .getTextMapPropagator()
                .inject(Context.root().with(span), headers, (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.put(name, value);
                    }
                });
        Context there = W3CTraceContext.propagator().extract(Context.root(), headers, new MapGetter());
        boolean same = Span.fromContext(there)
                .getSpanContext()
                .getTraceId()
                .equals(span.getSpanContext().getTraceId());
        System.out.println("carried: " + same + ", " + headers.keySet());
        return Span.fromContext(there);
    }

    private static void baggageAndWrapping(OpenTelemetry global, SpanContext remote) {
        Tracer tracer = global.getTracer("worker");
        Span consumer = tracer.spanBuilder("work")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.root().with(Span.wrap(remote)))
                .addLink(remote, Attributes.of(AttributeKey.stringKey("why"), "batch"))
                .setStartTimestamp(Instant.now())
                .startSpan();
        Context context = Context.root().with(consumer);
        context.wrap(() -> tracer.spanBuilder("step").startSpan().end()).run();
        tracer.spanBuilder("unwanted").setParent(context).startSpan().end();
        consumer.end(System.currentTimeMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** Drops the spans that nobody wants, and says so of the others. */
    private static final class AskingSampler implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> parentLinks) {
            return name.equals("unwanted")
                    ? SamplingResult.drop()
                    : SamplingResult.create(
                            SamplingDecision.RECORD_AND_SAMPLE, Attributes.of(AttributeKey.booleanKey("asked"), true));
        }

        @Override
        public String getDescription() {
            return "AskingSampler";
        }
    }

    // On old versions the interface has no other method to be asked for names.
    @SuppressWarnings("deprecation")
    private record MapGetter() implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String name) {
            return carrier == null ? null : carrier.get(name);
        }
    }

    /** Keeps the spans it gets, and what each says of itself. */
    private static final class Kept implements SpanExporter {
        private final List<String> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            for (SpanData span : batch) {
                spans.add(span.getName() + " " + span.getAttributes().size() + " attributes, "
                        + span.getTotalRecordedEvents() + " events, "
                        + span.getLinks().size() + " links, "
                        + span.getStatus().getStatusCode());
            }
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public String toString() {
            return spans.toString();
        }
    }
}
