package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

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
        sampler.close();
    }

    @Override
    public String toString() {
        return sampler.toString();
    }
}
