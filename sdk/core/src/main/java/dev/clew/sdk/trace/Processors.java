package dev.clew.sdk.trace;

import dev.clew.sdk.telemetry.Incidents;
import dev.clew.sdk.telemetry.Sideline;
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
import org.jspecify.annotations.Nullable;

/**
 * The users' span processors, asked once what they want to see. One that throws is reported, and the span lives on.
 *
 * <p>Threads: immutable; processors are called on the thread that starts or ends the span, and flushed and shut down each on a
 * thread of its own, so that one that blocks keeps neither the caller nor the others.
 */
final class Processors {
    private final SpanProcessor[] all;
    private final SpanProcessor[] onStart;
    private final ExtendedSpanProcessor[] onEnding;
    private final SpanProcessor[] onEnd;
    private final Sideline[] sidelines;
    private final Incidents incidents;

    Processors(List<SpanProcessor> processors, Incidents incidents) {
        this.incidents = incidents;
        all = processors.toArray(new SpanProcessor[0]);
        sidelines = new Sideline[all.length];
        List<SpanProcessor> starts = new ArrayList<>();
        List<ExtendedSpanProcessor> endings = new ArrayList<>();
        List<SpanProcessor> ends = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            SpanProcessor processor = all[i];
            sidelines[i] = new Sideline("clew-processor", "span processor " + name(processor), incidents);
            if (wants(processor, SpanProcessor::isStartRequired)) {
                starts.add(processor);
            }
            if (wants(processor, Processors::wantsEnding)) {
                endings.add((ExtendedSpanProcessor) processor);
            }
            if (wants(processor, SpanProcessor::isEndRequired)) {
                ends.add(processor);
            }
        }
        onStart = starts.toArray(new SpanProcessor[0]);
        onEnding = endings.toArray(new ExtendedSpanProcessor[0]);
        onEnd = ends.toArray(new SpanProcessor[0]);
    }

    private boolean wants(SpanProcessor processor, Predicate<SpanProcessor> question) {
        try {
            return question.test(processor);
        } catch (Throwable thrown) {
            incidents.report("span processor failed to say what it wants, it sees it: " + name(processor), thrown);
            return true;
        }
    }

    private static boolean wantsEnding(SpanProcessor processor) {
        return processor instanceof ExtendedSpanProcessor extended && extended.isOnEndingRequired();
    }

    boolean isEmpty() {
        return all.length == 0;
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
        return each("forceFlush", SpanProcessor::forceFlush);
    }

    /** Shuts them all down, each after what it was asked before. */
    CompletableResultCode shutdown() {
        return each("shutdown", SpanProcessor::shutdown);
    }

    private CompletableResultCode each(String what, Function<SpanProcessor, @Nullable CompletableResultCode> call) {
        List<CompletableResultCode> results = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            SpanProcessor processor = all[i];
            results.add(sidelines[i].call(what, () -> call.apply(processor)));
        }
        return CompletableResultCode.ofAll(results);
    }

    private static String name(SpanProcessor processor) {
        return processor.getClass().getName();
    }
}
