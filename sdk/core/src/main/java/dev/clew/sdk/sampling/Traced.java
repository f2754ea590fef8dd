package dev.clew.sdk.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/** A decision, and the tracestate that tells it to others. */
record Traced(SamplingDecision decision, TraceState traceState) implements SamplingResult {
    @Override
    public SamplingDecision getDecision() {
        return decision;
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.empty();
    }

    @Override
    public TraceState getUpdatedTraceState(TraceState parentTraceState) {
        return traceState;
    }
}
