package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A sampler that knows OpenTelemetry's contract only, among ours. */
record ForeignSampler(Sampler sampler) implements SpanSampler {
    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        return span.ask(sampler, traceIdHigh, traceIdLow);
    }

    @Override
    public String getDescription() {
        return sampler.getDescription();
    }

    @Override
    public void close() {
        try {
            // OpenTelemetry's samplers are Closeable since 1.65; before, some are by themselves.
            if ((Object) sampler instanceof Closeable closeable) {
                closeable.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return sampler.toString();
    }
}
