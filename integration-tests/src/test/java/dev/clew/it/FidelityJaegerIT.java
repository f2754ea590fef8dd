package dev.clew.it;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.clew.exporter.otlp.OtlpHttpSender;
import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.RealJaeger;
import dev.clew.it.parts.StoredSpan;
import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.ClewSdkBuilder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was recorded is what Jaeger stores: one span at a time, every field of it. */
@ExtendWith(RealJaeger.class)
class FidelityJaegerIT {
    private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER_SPAN = "b7ad6b7169203331";
    private static final TraceState STATE = TraceState.builder()
            .put("rojo", "00f067aa0ba902b7")
            .put("congo", "t61rcWkgMzE")
            .build();
    private static final SpanContext REMOTE =
            SpanContext.createFromRemoteParent(OTHER_TRACE, OTHER_SPAN, TraceFlags.getSampled(), STATE);

    private final Jaeger jaeger;

    FidelityJaegerIT(Jaeger jaeger) {
        this.jaeger = jaeger;
    }

    @Test
    void attributesOfEveryTypeKeepTypeAndValue() {
        StoredSpan stored = record(span -> span.setAttribute("text", "value")
                .setAttribute("yes", true)
                .setAttribute("no", false)
                .setAttribute("least", Long.MIN_VALUE)
                .setAttribute("zero", 0L)
                .setAttribute("most", Long.MAX_VALUE)
                .setAttribute("double", -1.5e-300)
                .setAttribute(stringArrayKey("texts"), List.of("a", "", "c"))
                .setAttribute(booleanArrayKey("booleans"), List.of(true, false))
                .setAttribute(longArrayKey("longs"), List.of(-1L, 0L, 1L))
                .setAttribute(doubleArrayKey("doubles"), List.of(0.0, 2.5))
                .setAttribute("bytes", Value.of(new byte[] {0, 1, -1}))
                .setAttribute("list", Value.of(Value.of("x"), Value.of(7L), Value.of(Value.of(true))))
                .setAttribute(
                        "map", Value.of(KeyValue.of("k", Value.of("v")), KeyValue.of("n", Value.of(Value.of(2.0))))));

        assertThat(stored.attributes())
                .containsOnly(
                        entry("text", "value"),
                        entry("yes", true),
                        entry("no", false),
                        entry("least", Long.MIN_VALUE),
                        entry("zero", 0L),
                        entry("most", Long.MAX_VALUE),
                        entry("double", -1.5e-300),
                        entry("texts", List.of("a", "", "c")),
                        entry("booleans", List.of(true, false)),
                        entry("longs", List.of(-1L, 0L, 1L)),
                        entry("doubles", List.of(0.0, 2.5)),
                        entry("bytes", List.of((byte) 0, (byte) 1, (byte) -1)),
                        entry("list", List.of("x", 7L, List.of(true))),
                        entry("map", Map.of("k", "v", "n", List.of(2.0))));
    }

    @Test
    void textOfEveryKindArrivesAndALoneSurrogateDoesNotSpoilIt() {
        StoredSpan stored = record(span -> span.updateName("größe 茶 🍵")
                .setAttribute("unicode", "naïve 茶 🍵 \u200f\uffff")
                .setAttribute("nul", "a\0b")
                .setAttribute("lone", "a\ud83cb")
                .setAttribute("empty", "")
                .setAttribute("schlüssel", "key")
                .setAttribute("long", "x".repeat(100_000)));

        assertThat(stored.name()).isEqualTo("größe 茶 🍵");
        assertThat(stored.attributes())
                .containsOnly(
                        entry("unicode", "naïve 茶 🍵 \u200f\uffff"),
                        entry("nul", "a\0b"),
                        entry("lone", "a?b"),
                        entry("empty", ""),
                        entry("schlüssel", "key"),
                        entry("long", "x".repeat(100_000)));
    }

    @Test
    void eventsKeepOrderTimeAndAttributes() {
        StoredSpan stored = record(span -> span.addEvent("first", 1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS)
                .addEvent(
                        "second", Attributes.of(stringKey("k"), "v"), 1_700_000_000_000_000_002L, TimeUnit.NANOSECONDS)
                .addEvent("now"));

        assertThat(stored.events().subList(0, 2))
                .containsExactly(
                        new StoredSpan.Event("first", 1_700_000_000_000_000_001L, Map.of(), 0),
                        new StoredSpan.Event("second", 1_700_000_000_000_000_002L, Map.of("k", "v"), 0));
        assertThat(stored.events().get(2).epochNanos()).isBetween(stored.startEpochNanos(), stored.endEpochNanos());
    }

    @Test
    void anExceptionKeepsTypeMessageAndStack() {
        StoredSpan stored = record(span -> span.recordException(
                new IllegalStateException("broken\nin two", new java.io.IOException("the cause")),
                Attributes.of(stringKey("attempt"), "third")));

        assertThat(stored.events()).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("exception");
            assertThat(event.attributes())
                    .containsEntry("exception.type", "java.lang.IllegalStateException")
                    .containsEntry("exception.message", "broken\nin two")
                    .containsEntry("attempt", "third");
            assertThat((String) event.attributes().get("exception.stacktrace"))
                    .startsWith("java.lang.IllegalStateException: broken\nin two")
                    .contains("FidelityJaegerIT.java", "Caused by: java.io.IOException: the cause");
        });
    }

    @Test
    void linksKeepIdsTracestateAndAttributes() {
        StoredSpan stored = record(
                builder -> builder.addLink(REMOTE, Attributes.of(stringKey("why"), "before")),
                span -> span.addLink(SpanContext.create(
                        OTHER_TRACE, "00f067aa0ba902b7", TraceFlags.getDefault(), TraceState.getDefault())));

        assertThat(stored.links())
                .containsExactly(
                        new StoredSpan.Link(
                                OTHER_TRACE,
                                OTHER_SPAN,
                                "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7",
                                Map.of("why", "before"),
                                0),
                        new StoredSpan.Link(OTHER_TRACE, "00f067aa0ba902b7", "", Map.of(), 0));
    }

    @Test
    void aChildOfARemoteParentKeepsItsTraceStateAndFlags() {
        StoredSpan stored = record(builder -> builder.setParent(Context.root().with(Span.wrap(REMOTE))), span -> span);

        assertThat(stored.traceId()).isEqualTo(OTHER_TRACE);
        assertThat(stored.parentSpanId()).isEqualTo(OTHER_SPAN);
        assertThat(stored.traceState()).isEqualTo("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
        assertThat(stored.flags() & 0x3ff).isEqualTo(0x301);
    }

    @Test
    void aRootHasNoParentAndTheTimesItWasGiven() {
        StoredSpan stored =
                record(builder -> builder.setStartTimestamp(1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS), span -> {
                    span.end(1_700_000_000_000_000_002L, TimeUnit.NANOSECONDS);
                    return span;
                });

        assertThat(stored.parentSpanId()).isEmpty();
        assertThat(stored.traceState()).isEmpty();
        assertThat(stored.startEpochNanos()).isEqualTo(1_700_000_000_000_000_001L);
        assertThat(stored.endEpochNanos()).isEqualTo(1_700_000_000_000_000_002L);
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL,1", "SERVER,2", "CLIENT,3", "PRODUCER,4", "CONSUMER,5"})
    void everyKindArrives(SpanKind kind, long number) {
        StoredSpan stored = record(builder -> builder.setSpanKind(kind), span -> span);

        assertThat(stored.kind()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"OK,,1", "ERROR,out of tea,2", "UNSET,,0"})
    void everyStatusArrivesAndOnlyAnErrorIsDrawnRed(StatusCode code, String description, long number) {
        StoredSpan stored = record(span -> span.setStatus(code, description == null ? "" : description));

        assertThat(stored.statusCode()).isEqualTo(number);
        assertThat(stored.statusDescription()).isEqualTo(description == null ? "" : description);
        assertThat(jaeger.query().page(stored.traceId())).singleElement().satisfies(span -> {
            assertThat(span.isError()).isEqualTo(code == StatusCode.ERROR);
            assertThat(span.warnings()).isEmpty();
        });
    }

    @Test
    void whatTheLimitsKeepOutIsCounted() {
        SpanLimits limits = SpanLimits.builder()
                .setMaxNumberOfAttributes(2)
                .setMaxNumberOfEvents(1)
                .setMaxNumberOfLinks(1)
                .setMaxNumberOfAttributesPerEvent(1)
                .setMaxNumberOfAttributesPerLink(1)
                .setMaxAttributeValueLength(4)
                .build();
        Attributes three = Attributes.of(stringKey("a"), "1", stringKey("b"), "2", stringKey("c"), "3");
        StoredSpan stored = record(
                sdk -> sdk.setSpanLimits(limits),
                builder -> builder.addLink(REMOTE, three).addLink(REMOTE),
                span -> span.setAttribute("kept", "12345")
                        .setAttribute("numbers", 12345)
                        .setAttribute("one too many", 1)
                        .setAttribute("two too many", 2)
                        .addEvent("kept", three)
                        .addEvent("dropped"));

        assertThat(stored.attributes()).containsOnly(entry("kept", "1234"), entry("numbers", 12345L));
        assertThat(stored.droppedAttributes()).isEqualTo(2);
        assertThat(stored.events()).singleElement().satisfies(event -> {
            assertThat(event.attributes()).hasSize(1);
            assertThat(event.droppedAttributes()).isEqualTo(2);
        });
        assertThat(stored.droppedEvents()).isEqualTo(1);
        assertThat(stored.links()).singleElement().satisfies(link -> {
            assertThat(link.attributes()).hasSize(1);
            assertThat(link.droppedAttributes()).isEqualTo(2);
        });
        assertThat(stored.droppedLinks()).isEqualTo(1);
    }

    @Test
    void resourceAndScopeSayWhoMadeIt() {
        StoredSpan stored = record(span -> span);

        assertThat(stored.resource())
                .containsEntry("service.name", "fidelity")
                .containsEntry("telemetry.sdk.language", "java")
                .containsEntry("process.pid", ProcessHandle.current().pid())
                .containsKeys("service.instance.id", "host.name", "telemetry.sdk.name", "telemetry.sdk.version");
        assertThat(stored.scopeName()).isEqualTo("fidelity.scope");
        assertThat(stored.scopeVersion()).isEqualTo("1.2.3");
    }

    @Test
    void aSpanOfSeveralHundredKilobytesArrivesWhole() {
        String text = "0123456789abcdef".repeat(4096);
        StoredSpan stored = record(span -> {
            for (int i = 0; i < 8; i++) {
                span.setAttribute("text." + i, text);
            }
            return span;
        });

        assertThat(stored.attributes())
                .hasSize(8)
                .allSatisfy((key, value) -> assertThat(value).isEqualTo(text));
    }

    private StoredSpan record(Function<Span, Span> live) {
        return record(builder -> builder, live);
    }

    private StoredSpan record(Function<SpanBuilder, SpanBuilder> before, Function<Span, Span> live) {
        return record(sdk -> sdk, before, live);
    }

    /** Records one span, ends everything in order, and reads the span back. */
    private StoredSpan record(
            Function<ClewSdkBuilder, ClewSdkBuilder> configure,
            Function<SpanBuilder, SpanBuilder> before,
            Function<Span, Span> live) {
        ClewSdkBuilder builder = ClewSdk.builder()
                .setServiceName("fidelity")
                .addSender(OtlpHttpSender.builder()
                        .setEndpoint(jaeger.otlpEndpoint().resolve("/v1/traces"))
                        .build());
        SpanContext recorded;
        try (ClewSdk sdk = configure.apply(builder).build()) {
            Tracer tracer = sdk.getTracerProvider()
                    .tracerBuilder("fidelity.scope")
                    .setInstrumentationVersion("1.2.3")
                    .build();
            Span span = live.apply(before.apply(tracer.spanBuilder("fidelity")).startSpan());
            span.end();
            recorded = span.getSpanContext();
            assertThat(sdk.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        }
        return jaeger.query().trace(recorded.getTraceId()).stream()
                .filter(span -> span.spanId().equals(recorded.getSpanId()))
                .reduce((one, other) -> {
                    throw new AssertionError("stored twice: " + one);
                })
                .orElseThrow();
    }
}
