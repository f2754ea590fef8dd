package dev.clew.sdk.differential;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.util.List;

/** A processor that notes everything it sees, and meddles if the setup says so. */
final class Watcher implements ExtendedSpanProcessor {
    private final String name;
    private final Run run;
    private final boolean meddles;

    /**
     * A processor of the run.
     *
     * @param meddles whether it does to starting and ending spans what an application may do, too
     */
    Watcher(String name, Run run, boolean meddles) {
        this.name = name;
        this.run = run;
        this.meddles = meddles;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        run.see(name + " onStart", run.copy(span));
        run.see(
                name + " parent",
                List.of(
                        Span.fromContext(parentContext).getSpanContext(),
                        Baggage.fromContext(parentContext).asMap()));
        if (meddles) {
            run.meddle(span);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnding(ReadWriteSpan span) {
        run.see(name + " onEnding", List.of(run.copy(span), span.isRecording(), span.hasEnded()));
        if (meddles) {
            run.meddle(span);
            run.meddleFromAnotherThread(span);
        }
        run.see(name + " onEnding, after", run.copy(span));
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        run.see(name + " onEnd", List.of(run.copy(span), span.getLatencyNanos()));
        if (meddles) {
            run.meddle((ReadWriteSpan) span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
