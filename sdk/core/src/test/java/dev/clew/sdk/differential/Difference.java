package dev.clew.sdk.differential;

import static dev.clew.sdk.differential.Demo.attributes;
import static dev.clew.sdk.differential.Demo.data;
import static dev.clew.sdk.differential.Demo.event;
import static dev.clew.sdk.differential.Demo.orThrown;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Clew does differently with spans from OpenTelemetry's SDK on purpose: the whole list. Random programs leave it out, by the
 * names here; the table in {@code docs/compatibility.md} says it to users, row by row; {@link DifferenceTest} shows each.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions and answers keep nothing
enum Difference {
    /** Half a code point is no text: on the wire it is a question mark that nobody wrote. */
    HALF_CODE_POINT(
            "value length limit",
            "\uD83D",
            "",
            demo -> attributes(limited(demo, 1).setAttribute("smile", "\uD83D\uDE00"))
                    .get(AttributeKey.stringKey("smile"))),

    /** The specification limits the attributes of every event. */
    EXCEPTION_LIMIT("exceptions and the per-event attribute limit", 3, 1, demo -> {
        SpanLimits limits =
                SpanLimits.builder().setMaxNumberOfAttributesPerEvent(1).build();
        return event(demo.with(parts -> parts.with(limits)).span().recordException(new IllegalStateException("x")))
                .getAttributes()
                .size();
    }),

    /** One span must not take the memory of all others, nor the room of its batch. */
    SPAN_BYTES(
            "a span that holds very much",
            1,
            0,
            demo -> attributes(demo.span().setAttribute("text", "x".repeat(1 << 20)))
                    .size()),

    /** Who does not know that something is missing takes what is there for all there was. */
    DISCARDS(
            "what a limit discards",
            false,
            true,
            demo -> demo.with(parts -> parts.with(
                            SpanLimits.builder().setMaxNumberOfEvents(1).build()))
                    .says(
                            "events=1",
                            saying -> saying.span()
                                    .addEvent("kept")
                                    .addEvent("discarded")
                                    .end())),

    /** The type that the API's own {@link Attributes} give it; then it does not change when the span is copied. */
    NARROW_VALUE("a `Value` that holds a string, boolean or number", "null", "x", demo -> {
        var span = demo.span();
        span.setAttribute(AttributeKey.valueKey("a"), Value.of("x"));
        return "" + span.getAttribute(AttributeKey.stringKey("a"));
    }),

    /** One careless value does not lose the other spans of the batch. */
    RAW_VALUE("attribute value of no type that attributes have, by way of raw types", 1, 0, demo -> {
        Span span = demo.span().setAttribute(raw("a"), Thread.State.NEW);
        return attributes(span).size();
    }),

    /** What a builder starts next depends neither on what it started before nor on what a sampler said of that. */
    BUILDER_AGAIN("builder used again after `startSpan`", 1, 0, demo -> {
        SpanContext other = SpanContext.create(
                "%032x".formatted(1), "%016x".formatted(1), TraceFlags.getDefault(), TraceState.getDefault());
        SpanBuilder builder = demo.tracer().spanBuilder("span").addLink(other);
        builder.startSpan();
        return data(builder.startSpan()).getTotalRecordedLinks();
    }),

    /** A null says "none" here as it does in {@code addEvent(name, null)}. */
    NULL_ATTRIBUTES(
            "`addEvent` with null attributes and an `Instant`",
            0,
            1,
            demo -> data(demo.span().addEvent("event", nothing(), Instant.ofEpochSecond(1)))
                    .getEvents()
                    .size()),

    /** Viewers take a span without a length for a mistake of who sent it. */
    NO_LENGTH("implicit end not after the start", 0L, 1L, demo -> {
        var span = demo.span();
        span.end();
        return span.getLatencyNanos();
    }),

    /** A span always has a name that can be shown. */
    BLANK_NAME(
            "`updateName` with nothing to read",
            " ",
            "<unspecified span name>",
            demo -> data(demo.span().updateName(" ")).getName()),

    /** As it does for a span's start and end, 0 means that the caller does not know. */
    EVENT_BEFORE_THE_EPOCH(
            "event with a timestamp of 0 or less",
            true,
            false,
            demo -> event(demo.span().addEvent("event", 0, TimeUnit.SECONDS)).getEpochNanos() == 0),

    /** As a parent from another service: W3C says that a tracestate without a valid traceparent is to be ignored. */
    INVALID_PARENT("parent without ids that has a tracestate", 1, 0, demo -> {
        SpanContext parent = SpanContext.create(
                "",
                "",
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "v").build());
        Span span = demo.tracer()
                .spanBuilder("span")
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
        return span.getSpanContext().getTraceState().size();
    }),

    /** A child lies within its parent, also when a caller's clock is ahead of ours. */
    PARENT_IN_THE_FUTURE("child of a local parent whose start was given in the future", -1_000L, 0L, demo -> {
        long future = demo.clock.now() + 1_000;
        Span parent = demo.tracer()
                .spanBuilder("parent")
                .setStartTimestamp(future, TimeUnit.NANOSECONDS)
                .startSpan();
        Span child = demo.tracer()
                .spanBuilder("child")
                .setParent(Context.root().with(parent))
                .startSpan();
        return data(child).getStartEpochNanos() - future;
    }),

    /** Reading the wall clock for each trace costs more than the rest of a span. */
    WALL_CLOCK_SET("wall clock set while the process runs", 1_000L, 0L, demo -> {
        long before = data(demo.span()).getStartEpochNanos();
        demo.clock.stepWall(1_000);
        return data(demo.span()).getStartEpochNanos() - before;
    }),

    /** A span is what was said of it at the time. */
    LIST_CHANGED_LATER("list changed after it was handed over", List.of(), List.of("x"), demo -> {
        List<String> list = new ArrayList<>(List.of("x"));
        Span span = demo.span().setAttribute(AttributeKey.stringArrayKey("a"), list);
        list.clear();
        return List.copyOf(attributes(span).get(AttributeKey.stringArrayKey("a")));
    }),

    /** One careless list does not lose the other spans of the batch. */
    NULL_IN_LIST("null in a list of numbers or booleans, on the wire", "throws NullPointerException", 2, demo -> {
        Span span = demo.span().setAttribute(AttributeKey.longArrayKey("a"), Arrays.asList(1L, null));
        return orThrown(() ->
                demo.sent(span).getAttributes(0).getValue().getArrayValue().getValuesCount());
    }),

    /** Two bytes for nothing: an unset status is what a receiver takes for granted. */
    EMPTY_STATUS(
            "status that was not set, on the wire",
            true,
            false,
            demo -> demo.sent(demo.span()).hasStatus()),

    /** What {@code Throwable.printStackTrace} prints. */
    CAUSE_OF_SUPPRESSED("cause of a suppressed exception that suppresses in a circle", false, true, demo -> {
        Throwable suppressed = new IllegalStateException("suppressed", new ArithmeticException("the cause"));
        Throwable thrown = new IllegalStateException("thrown");
        thrown.addSuppressed(suppressed);
        suppressed.addSuppressed(thrown);
        return (""
                        + event(demo.span().recordException(thrown))
                                .getAttributes()
                                .get(AttributeKey.stringKey("exception.stacktrace")))
                .contains("the cause");
    }),

    /** Rendering a stack trace costs more than all else in a span, so that it is not the caller who does it. */
    FRAMES_SET_LATER("frames of an exception set after `recordException`", false, true, demo -> {
        Throwable thrown = new IllegalStateException("thrown");
        Span span = demo.span().recordException(thrown);
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("set.Later", "here", null, -1)});
        return ("" + event(span).getAttributes().get(AttributeKey.stringKey("exception.stacktrace")))
                .contains("set.Later");
    }),

    /** A hostile value cannot overflow the stack. */
    DEEP_VALUE("nested `Value` deeper than 32 levels, on the wire", true, false, demo -> {
        Value<?> tree = Value.of("the core");
        for (int i = 0; i < 40; i++) {
            tree = Value.of(List.of(tree));
        }
        return demo.sent(demo.span().setAttribute("a", tree)).toString().contains("the core");
    }),

    /** An application never sees a failure of what it only observes. */
    THROWING_EXCEPTION("exception whose own methods throw", "throws ArithmeticException", 1, demo -> {
        Throwable odd = new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new ArithmeticException("no message");
            }
        };
        return orThrown(() -> data(demo.span().recordException(odd)).getEvents().size());
    }),

    /** Whoever looks for a span that is not there wants to know which of the calls was for nothing. */
    MISUSE(
            "misuse of the API",
            false,
            true,
            demo -> demo.says("differential.Difference", saying -> {
                Span span = saying.span();
                span.end();
                span.end();
            })),

    /** Who asks wants to know whether a span is worth its preparation. */
    IS_ENABLED("`Tracer.isEnabled`", true, false, demo -> {
        Tracer tracer = demo.tracer();
        demo.shutDown();
        return tracer.isEnabled();
    }),

    /** An application never sees a failure of what is plugged into the SDK either. */
    THROWING_PLUGIN(
            "sampler, processor, id generator, clock, limits supplier, configurator or parent span that throws",
            "throws IllegalStateException",
            true,
            demo -> orThrown(
                    () -> demo.with(parts -> parts.with(new Broken())).span().isRecording())),

    /** Whoever flushes wants to know. */
    FLUSH(
            "`forceFlush` and `shutdown` when spans were lost",
            true,
            false,
            demo -> demo.flushes(Demo.exporter(spans -> CompletableResultCode.ofFailure()))),

    /** An exporter that is slow, throws or blocks is felt by nobody else; what OTLP carries is what it sees. */
    EXPORTERS("exporters", true, false, demo -> {
        AtomicBoolean sawTheException = new AtomicBoolean();
        demo.flushes(Demo.exporter(spans -> {
            sawTheException.set(spans.iterator().next().getEvents().get(0) instanceof ExceptionEventData);
            return CompletableResultCode.ofSuccess();
        }));
        return sawTheException.get();
    });

    private final String what;
    private final Object onOpenTelemetry;
    private final Object onClew;
    private final Function<Demo, Object> shown;

    /**
     * A difference.
     *
     * @param what the first column of its row in the documentation
     * @param shown what to do to show it: answers one thing on one SDK and another on the other
     */
    Difference(String what, Object onOpenTelemetry, Object onClew, Function<Demo, Object> shown) {
        this.what = what;
        this.onOpenTelemetry = onOpenTelemetry;
        this.onClew = onClew;
        this.shown = shown;
    }

    String what() {
        return what;
    }

    Object onOpenTelemetry() {
        return onOpenTelemetry;
    }

    Object onClew() {
        return onClew;
    }

    Object shownOn(Demo demo) {
        return shown.apply(demo);
    }

    private static Span limited(Demo demo, int maxLength) {
        SpanLimits limits =
                SpanLimits.builder().setMaxAttributeValueLength(maxLength).build();
        return demo.with(parts -> parts.with(limits)).span();
    }

    @SuppressWarnings("unchecked") // as a caller with raw types may be
    private static AttributeKey<Object> raw(String name) {
        return (AttributeKey<Object>) (AttributeKey<?>) AttributeKey.stringKey(name);
    }

    @SuppressWarnings("NullAway") // what careless callers hand over
    private static Attributes nothing() {
        @Nullable Attributes nothing = null;
        return nothing;
    }
}
