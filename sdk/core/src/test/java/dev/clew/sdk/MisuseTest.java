package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.telemetry.Allocation;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller does wrong leaves one line at FINE that says what and where, and no other trace. */
@SuppressWarnings("NullAway") // what callers must not do
class MisuseTest {
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
    private static final @Nullable String NOTHING = null;

    private final ClewSdk sdk = ClewSdk.builder().build();
    private final Tracer tracer = sdk.getTracer("misused");

    @AfterEach
    void close() {
        sdk.close();
    }

    private static List<LogRecord> said(Runnable call) {
        try (LogLines log = LogLines.fine("dev.clew")) {
            call.run();
            return log.records();
        }
    }

    private static void assertOneLine(String what, Runnable call) {
        List<LogRecord> lines = said(call);
        assertThat(lines).as(what).hasSize(1);
        assertThat(lines.get(0).getLevel()).as(what).isEqualTo(Level.FINE);
        assertThat(lines.get(0).getMessage()).as(what).contains(", at ").contains("MisuseTest");
    }

    private Span started() {
        return tracer.spanBuilder("span").setParent(Context.root()).startSpan();
    }

    private static Map<String, Consumer<Span>> spanMistakes() {
        Map<String, Consumer<Span>> calls = new LinkedHashMap<>();
        calls.put("setAttribute null key", span -> span.setAttribute((String) null, "a"));
        calls.put("setAttribute empty key", span -> span.setAttribute("", "a"));
        calls.put("setAttribute null value", span -> span.setAttribute("a", (String) null));
        calls.put("setAttribute long", span -> span.setAttribute((String) null, 1));
        calls.put("setAttribute double", span -> span.setAttribute((String) null, 1.0));
        calls.put("setAttribute boolean", span -> span.setAttribute((String) null, true));
        calls.put("setAttribute typed key", span -> span.setAttribute((AttributeKey<String>) null, "a"));
        calls.put("setAttribute typed value", span -> span.setAttribute(KEY, NOTHING));
        calls.put("setAttribute Value", span -> span.setAttribute((AttributeKey<Value<?>>) null, Value.of(1)));
        calls.put("setAttribute named Value", span -> span.setAttribute((String) null, Value.of(1)));
        calls.put("setAttribute int", span -> span.setAttribute((AttributeKey<Long>) null, 1));
        calls.put("setAllAttributes", span -> span.setAllAttributes(null));
        calls.put("addEvent null", span -> span.addEvent(null));
        calls.put("addEvent null with attributes", span -> span.addEvent(null, Attributes.empty()));
        calls.put("addEvent null with a time", span -> span.addEvent(null, 1, TimeUnit.SECONDS));
        calls.put("addEvent null with an instant", span -> span.addEvent(null, Instant.EPOCH));
        calls.put("addEvent no unit", span -> span.addEvent("a", 1, null));
        calls.put("addEvent negative", span -> span.addEvent("a", -1, TimeUnit.SECONDS));
        calls.put("recordException", span -> span.recordException(null));
        calls.put("addLink null", span -> span.addLink(null));
        calls.put("addLink invalid", span -> span.addLink(SpanContext.getInvalid()));
        calls.put("setStatus", span -> span.setStatus(null));
        calls.put("updateName null", span -> span.updateName(null));
        calls.put("updateName blank", span -> span.updateName(" "));
        calls.put("end no unit", span -> span.end(1, null));
        calls.put("end no instant", span -> span.end(null));
        calls.put("getAttribute", span -> ((ReadWriteSpan) span).getAttribute(null));
        return calls;
    }

    @Test
    void span_saysEachMistakeOnceAndLivesOn() {
        spanMistakes().forEach((what, call) -> {
            Span span = started();
            assertOneLine(what, () -> call.accept(span));
            span.end();
        });
    }

    @Test
    void span_saysEachChangeAfterItsEnd() {
        Map<String, Consumer<Span>> calls = new LinkedHashMap<>();
        calls.put("setAttribute", span -> span.setAttribute("a", 1));
        calls.put("setAllAttributes", span -> span.setAllAttributes(Attributes.of(KEY, "a")));
        calls.put("addEvent", span -> span.addEvent("a"));
        calls.put("recordException", span -> span.recordException(new Exception()));
        calls.put("addLink", span -> span.addLink(span.getSpanContext()));
        calls.put("setStatus", span -> span.setStatus(StatusCode.OK));
        calls.put("updateName", span -> span.updateName("a"));
        calls.put("end", Span::end);
        calls.forEach((what, call) -> {
            Span span = started();
            span.end();
            assertOneLine(what, () -> call.accept(span));
        });
    }

    @Test
    void builder_saysEachMistakeOnceAndStartsASpan() {
        Map<String, Consumer<SpanBuilder>> calls = new LinkedHashMap<>();
        calls.put("setParent", builder -> builder.setParent(null));
        calls.put("addLink null", builder -> builder.addLink(null));
        calls.put("addLink invalid", builder -> builder.addLink(SpanContext.getInvalid(), Attributes.empty()));
        calls.put("setAttribute null key", builder -> builder.setAttribute((String) null, "a"));
        calls.put("setAttribute null value", builder -> builder.setAttribute("a", (String) null));
        calls.put("setAttribute long", builder -> builder.setAttribute("", 1));
        calls.put("setAttribute double", builder -> builder.setAttribute("", 1.0));
        calls.put("setAttribute boolean", builder -> builder.setAttribute("", true));
        calls.put("setAttribute typed", builder -> builder.setAttribute(KEY, NOTHING));
        calls.put("setAttribute int", builder -> builder.setAttribute((AttributeKey<Long>) null, 1));
        calls.put("setAllAttributes", builder -> builder.setAllAttributes(null));
        calls.put("setSpanKind", builder -> builder.setSpanKind(null));
        calls.put("setStartTimestamp negative", builder -> builder.setStartTimestamp(-1, TimeUnit.SECONDS));
        calls.put("setStartTimestamp no unit", builder -> builder.setStartTimestamp(1, null));
        calls.put("setStartTimestamp null", builder -> builder.setStartTimestamp(null));
        calls.forEach((what, call) -> {
            SpanBuilder builder = tracer.spanBuilder("span");
            assertOneLine(what, () -> call.accept(builder));
            assertThat(builder.startSpan().isRecording()).as(what).isTrue();
        });
    }

    @Test
    void tracerAndProvider_sayWhatHasNoName() {
        assertOneLine("spanBuilder null", () -> tracer.spanBuilder(null));
        assertOneLine("spanBuilder blank", () -> tracer.spanBuilder(" "));
        assertOneLine("get null", () -> sdk.getTracerProvider().get(null));
        assertOneLine("get empty", () -> sdk.getTracerProvider().get(""));
        assertOneLine(
                "setSchemaUrl",
                () -> sdk.getTracerProvider()
                        .tracerBuilder("a")
                        .setSchemaUrl(null)
                        .build());
        assertOneLine(
                "setInstrumentationVersion",
                () -> sdk.getTracerProvider()
                        .tracerBuilder("a")
                        .setInstrumentationVersion(null)
                        .build());
    }

    @Test
    void rightUse_saysNothing() {
        assertThat(said(() -> tracer.spanBuilder("span")
                        .setParent(Context.root())
                        .setSpanKind(SpanKind.CLIENT)
                        .setStartTimestamp(0, TimeUnit.SECONDS)
                        .setAllAttributes(Attributes.empty())
                        .startSpan()
                        .setAttribute(KEY, "a")
                        .setAllAttributes(Attributes.empty())
                        .addEvent("event", Attributes.empty())
                        .addEvent("event", 0, TimeUnit.SECONDS)
                        .addEvent("event", Instant.EPOCH)
                        .setStatus(StatusCode.UNSET)
                        .setStatus(StatusCode.OK)
                        .setStatus(StatusCode.ERROR)
                        .recordException(new Exception())
                        .end()))
                .isEmpty();
    }

    @Test
    void mistake_costsNothingWhileNobodyListens() {
        Span span = started();

        assertThat(Allocation.bytesPerCall(
                        () -> span.updateName(null).addLink(null).setAllAttributes(null)))
                .isZero();
    }

    @Test
    void log_thatThrowsIsNotFelt() {
        try (LogLines log = LogLines.failing("dev.clew.sdk.trace.Misuse")) {
            java.util.logging.Logger.getLogger("dev.clew.sdk.trace.Misuse").setLevel(Level.FINE);
            started().updateName(null).end();

            assertThat(log.records()).hasSize(1);
        }
    }
}
