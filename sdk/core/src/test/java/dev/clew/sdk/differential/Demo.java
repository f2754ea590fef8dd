package dev.clew.sdk.differential;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.differential.SdkUnderTest.Parts;
import dev.clew.sdk.telemetry.LogLines;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of the SDKs, on which a {@link Difference} is shown. Threads: one. */
final class Demo {
    final ManualClock clock = new ManualClock();
    private final boolean clew;
    private UnaryOperator<Parts> setting = UnaryOperator.identity();
    private @Nullable SdkUnderTest sdk;

    Demo(boolean clew) {
        this.clew = clew;
    }

    /** Sets what is not as by default; before the first span. */
    Demo with(UnaryOperator<Parts> other) {
        setting = other;
        return this;
    }

    private SdkUnderTest sdk() {
        if (sdk == null) {
            Parts parts = setting.apply(Parts.on(clock, new Counting()));
            sdk = clew ? new SdkUnderTest.Clew(parts) : new SdkUnderTest.OpenTelemetrySdk(parts);
        }
        return sdk;
    }

    Tracer tracer() {
        return sdk().provider().get("demo");
    }

    ReadWriteSpan span() {
        return (ReadWriteSpan)
                tracer().spanBuilder("span").setParent(Context.root()).startSpan();
    }

    /** Shuts the SDK down; its tracers remain. */
    void shutDown() {
        sdk().shutDown();
    }

    /** Whether a log line that contains the text, at FINE or above, came of the call. */
    boolean says(String text, Consumer<Demo> call) {
        try (LogLines lines = LogLines.fine(clew ? "dev.clew" : "io.opentelemetry")) {
            call.accept(this);
            return lines.messages().stream().anyMatch(line -> line.contains(text));
        }
    }

    static SpanData data(Span span) {
        return ((ReadWriteSpan) span).toSpanData();
    }

    static EventData event(Span span) {
        return data(span).getEvents().get(0);
    }

    static Attributes attributes(Span span) {
        return data(span).getAttributes();
    }

    /** The span on the wire, once it has ended; it must be the only one. */
    io.opentelemetry.proto.trace.v1.Span sent(Span span) {
        clock.advance(1);
        span.end();
        return Wire.parse(sdk().request()).getResourceSpans(0).getScopeSpans(0).getSpans(0);
    }

    /** The answer, or the class of what was thrown at the application. */
    static Object orThrown(Supplier<Object> answer) {
        try {
            return answer.get();
        } catch (RuntimeException thrown) {
            return "throws " + thrown.getClass().getSimpleName();
        }
    }

    /** Whether a flush succeeds after a span with an exception went to that exporter. */
    boolean flushes(SpanExporter exporter) {
        if (clew) {
            try (ClewSdk running = ClewSdk.builder().addSpanExporter(exporter).build()) {
                end(running.getTracer("demo"));
                return settled(running.forceFlush());
            }
        }
        try (SdkTracerProvider running = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build()) {
            end(running.get("demo"));
            return settled(running.forceFlush());
        }
    }

    private static void end(Tracer tracer) {
        tracer.spanBuilder("span")
                .startSpan()
                .recordException(new IllegalStateException())
                .end();
    }

    private static boolean settled(CompletableResultCode result) {
        return result.join(30, TimeUnit.SECONDS).isSuccess();
    }

    /** An exporter that hands what it gets to the function. */
    static SpanExporter exporter(Function<Collection<SpanData>, CompletableResultCode> export) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                return export.apply(spans);
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
    }
}
