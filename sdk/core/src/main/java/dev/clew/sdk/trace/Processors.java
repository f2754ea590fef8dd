package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The users' span processors, asked once what they want to see. One that throws is reported, and the span lives on.
 *
 * <p>Threads: immutable; processors are called on the thread that starts or ends the span, and flushed on one of their own.
 */
final class Processors {
    private final List<Flushed> all;
    private final SpanProcessor[] onStart;
    private final ExtendedSpanProcessor[] onEnding;
    private final SpanProcessor[] onEnd;
    private final Incidents incidents;

    Processors(List<SpanProcessor> processors, Incidents incidents) {
        this.incidents = incidents;
        all = processors.stream()
                .map(processor -> new Flushed(processor, new PluginThread("clew-processor", incidents)))
                .toList();
        onStart = processors.stream()
                .filter(processor -> wants(processor, SpanProcessor::isStartRequired))
                .toArray(SpanProcessor[]::new);
        onEnding = processors.stream()
                .filter(ExtendedSpanProcessor.class::isInstance)
                .map(ExtendedSpanProcessor.class::cast)
                .filter(processor -> wants(processor, ExtendedSpanProcessor::isOnEndingRequired))
                .toArray(ExtendedSpanProcessor[]::new);
        onEnd = processors.stream()
                .filter(processor -> wants(processor, SpanProcessor::isEndRequired))
                .toArray(SpanProcessor[]::new);
    }

    // One that cannot say what it wants gets everything: it may still be right about the spans.
    private <P extends SpanProcessor> boolean wants(P processor, Predicate<P> question) {
        try {
            return question.test(processor);
        } catch (Throwable thrown) {
            incidents.report("span processor cannot say what it wants to see: " + name(processor), thrown);
            return true;
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean wantEnding() {
        return onEnding.length > 0;
    }

    void onStart(Context parent, ReadWriteSpan span) {
        for (SpanProcessor processor : onStart) {
            try {
                processor.onStart(parent, span);
            } catch (Throwable thrown) {
                incidents.report("span processor failed in onStart: " + name(processor), thrown);
            }
        }
    }

    void onEnding(ReadWriteSpan span) {
        for (ExtendedSpanProcessor processor : onEnding) {
            try {
                processor.onEnding(span);
            } catch (Throwable thrown) {
                incidents.report("span processor failed in onEnding: " + name(processor), thrown);
            }
        }
    }

    void onEnd(ReadableSpan span) {
        for (SpanProcessor processor : onEnd) {
            try {
                processor.onEnd(span);
            } catch (Throwable thrown) {
                incidents.report("span processor failed in onEnd: " + name(processor), thrown);
            }
        }
    }

    /** Flushes them all, each on a thread of its own: one that blocks leaves the result pending and holds nobody up. */
    CompletableResultCode forceFlush() {
        return each("flush", SpanProcessor::forceFlush);
    }

    /** Shuts them all down, each after what it was asked before. */
    CompletableResultCode shutdown() {
        return each("shutdown", SpanProcessor::shutdown);
    }

    private CompletableResultCode each(String what, Function<SpanProcessor, CompletableResultCode> call) {
        List<CompletableResultCode> results = new ArrayList<>();
        for (Flushed one : all) {
            SpanProcessor processor = one.processor();
            String failure = "span processor failed in " + what + ": " + name(processor);
            results.add(one.thread().call(failure, () -> call.apply(processor)));
        }
        return CompletableResultCode.ofAll(results);
    }

    private static String name(SpanProcessor processor) {
        return processor.getClass().getName();
    }

    /** A processor and the thread for those of its calls that may take long. */
    private record Flushed(SpanProcessor processor, PluginThread thread) {}
}
