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

/**
 * The users' span processors, asked once what they want to see. One that throws is reported, and the span lives on.
 *
 * <p>Threads: immutable; processors are called on the thread that starts or ends the span.
 */
final class Processors {
    private final SpanProcessor[] all;
    private final SpanProcessor[] onStart;
    private final ExtendedSpanProcessor[] onEnding;
    private final SpanProcessor[] onEnd;
    private final Incidents incidents;

    Processors(List<SpanProcessor> processors, Incidents incidents) {
        this.incidents = incidents;
        all = processors.toArray(SpanProcessor[]::new);
        onStart = processors.stream().filter(SpanProcessor::isStartRequired).toArray(SpanProcessor[]::new);
        onEnding = processors.stream()
                .filter(ExtendedSpanProcessor.class::isInstance)
                .map(ExtendedSpanProcessor.class::cast)
                .filter(ExtendedSpanProcessor::isOnEndingRequired)
                .toArray(ExtendedSpanProcessor[]::new);
        onEnd = processors.stream().filter(SpanProcessor::isEndRequired).toArray(SpanProcessor[]::new);
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

    CompletableResultCode forceFlush() {
        return each(SpanProcessor::forceFlush);
    }

    CompletableResultCode shutdown() {
        return each(SpanProcessor::shutdown);
    }

    private CompletableResultCode each(Function<SpanProcessor, CompletableResultCode> call) {
        List<CompletableResultCode> results = new ArrayList<>();
        for (SpanProcessor processor : all) {
            try {
                CompletableResultCode result = call.apply(processor);
                results.add(result == null ? CompletableResultCode.ofFailure() : result);
            } catch (Throwable thrown) {
                incidents.report("span processor failed in flush or shutdown: " + name(processor), thrown);
                results.add(CompletableResultCode.ofFailure());
            }
        }
        return CompletableResultCode.ofAll(results);
    }

    private static String name(SpanProcessor processor) {
        return processor.getClass().getName();
    }
}
