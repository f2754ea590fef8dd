package dev.clew.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracingTest {
    private final Recording recording = new Recording();
    private final Tracing tracing = recording.tracing;

    @Test
    void run_theSpanIsCurrentInsideAndEndedAfter() {
        List<String> seen = new ArrayList<>();
        tracing.run("load order", () -> seen.add(CurrentSpan.traceId()));
        SpanData span = recording.onlySpan();
        assertThat(span.getName()).isEqualTo("load order");
        assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("shop");
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(seen).containsExactly(span.getTraceId());
        assertThat(Span.current()).isSameAs(Span.getInvalid());
    }

    @Test
    void call_handsOverTheResultEvenNull() {
        String result = tracing.call("load", () -> "order 7");
        String none = tracing.<String, RuntimeException>call("load", () -> nothing());
        assertThat(result).isEqualTo("order 7");
        assertThat(none).isNull();
        assertThat(recording.spans()).hasSize(2);
    }

    @Test
    void run_nestedSpansAreParentAndChild() {
        tracing.run("outer", () -> tracing.run("inner", () -> {}));
        SpanData inner = recording.spans().get(0);
        SpanData outer = recording.spans().get(1);
        assertThat(inner.getName()).isEqualTo("inner");
        assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
    }

    @Test
    void run_aCheckedExceptionPassesTypedAndIsRecorded() {
        IOException thrown = new IOException("disk gone");
        try {
            tracing.run("save", () -> {
                throw thrown;
            });
        } catch (IOException e) {
            assertThat(e).isSameAs(thrown).hasNoSuppressedExceptions();
        }
        assertFailed(thrown);
    }

    @Test
    void call_anErrorPassesAndIsRecorded() {
        StackOverflowError thrown = new StackOverflowError("too deep");
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> tracing.call("count", () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertFailed(thrown);
    }

    @Test
    void run_anExceptionThatCannotTellItsMessagePassesUnchanged() {
        RuntimeException thrown = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        };
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> tracing.run("save", () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        SpanData span = recording.onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("exception.type")))
                .isEqualTo(thrown.getClass().getName());
    }

    @Test
    void start_isCurrentUntilClosed() {
        try (ActiveSpan span = tracing.start("load")) {
            assertThat(Span.current()).isSameAs(span.span());
        }
        assertThat(Span.current()).isSameAs(Span.getInvalid());
        assertThat(recording.onlySpan().hasEnded()).isTrue();
    }

    @Test
    void close_twiceEndsOnceAndLeavesTheCurrentSpanAlone() {
        try (ActiveSpan outer = tracing.start("outer")) {
            ActiveSpan inner = tracing.start("inner");
            inner.close();
            inner.close();
            assertThat(Span.current()).isSameAs(outer.span());
        }
        assertThat(recording.spans()).extracting(SpanData::getName).containsExactly("inner", "outer");
    }

    @Test
    void fail_makesAnErrorOfASpanThatIsClosedLater() {
        IOException caught = new IOException("disk gone");
        try (ActiveSpan span = tracing.start("save")) {
            span.set("disk", 3).annotate("retrying", "attempt", 2).fail(caught);
        }
        SpanData span = recording.onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, "disk gone"));
        assertThat(span.getAttributes().get(AttributeKey.longKey("disk"))).isEqualTo(3);
        assertThat(span.getEvents()).extracting("name").containsExactly("retrying", "exception");
    }

    @Test
    void span_saysWhatIsKnownBeforehand() {
        SpanContext cause = tracing.call("cause", () -> Span.current().getSpanContext());
        Context parent = tracing.call("parent", Context::current);
        tracing.span("charge card")
                .kind(SpanKind.CLIENT)
                .set("amount", 42.5)
                .parent(parent)
                .link(cause)
                .run(() -> {});
        SpanData span = recording.spans().get(2);
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getAttributes().asMap()).containsExactly(entry(AttributeKey.doubleKey("amount"), 42.5));
        assertThat(span.getParentSpanId())
                .isEqualTo(Span.fromContext(parent).getSpanContext().getSpanId());
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(cause));
    }

    @Test
    void span_noParentBeginsATrace() {
        tracing.run("outer", () -> tracing.span("job").noParent().run(() -> {}));
        SpanData job = recording.spans().get(0);
        assertThat(job.getParentSpanContext().isValid()).isFalse();
        assertThat(job.getTraceId()).isNotEqualTo(recording.spans().get(1).getTraceId());
    }

    @Test
    void span_nullsAreIgnored() {
        tracing.span(nothing())
                .kind(nothing())
                .set(nothing(), 1)
                .set("k", nothing())
                .parent(nothing())
                .link(nothing())
                .run(() -> {});
        SpanData span = recording.onlySpan();
        assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(span.getAttributes().isEmpty()).isTrue();
    }

    @Test
    void run_aNullLambdaIsAProgrammingErrorAndMakesNoSpan() {
        assertThatNullPointerException().isThrownBy(() -> tracing.run("x", nothing()));
        assertThatNullPointerException().isThrownBy(() -> tracing.call("x", nothing()));
        assertThat(recording.spans()).isEmpty();
    }

    @Test
    void of_nullsAndTheNoopRunTheCodeAllTheSame() {
        OpenTelemetry noOpenTelemetry = nothing();
        Tracer noTracer = nothing();
        for (Tracing none : List.of(
                Tracing.of(noOpenTelemetry, nothing()),
                Tracing.of(noTracer),
                Tracing.of(OpenTelemetry.noop(), "shop"))) {
            try (ActiveSpan span = none.start(nothing())) {
                span.set("k", 1).annotate("m", "k").fail(new IOException());
            }
            String result = none.call("x", () -> CurrentSpan.traceId());
            assertThat(result).isEmpty();
        }
    }

    private void assertFailed(Throwable thrown) {
        SpanData span = recording.onlySpan();
        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, thrown.getMessage()));
        assertThat(span.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                        .isEqualTo(thrown.getMessage()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
