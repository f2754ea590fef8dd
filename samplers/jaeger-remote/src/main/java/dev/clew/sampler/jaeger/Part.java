package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/** A part of all traces. */
record Part(double rate, SpanSampler sampler, Decision decision) implements SpanSampler {
    Part(double rate) {
        this(rate, Samplers.traceIdRatio(rate), Decision.by("probabilistic", rate));
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        SamplingResult chosen = sampler.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
        return chosen.getDecision() == SamplingDecision.RECORD_AND_SAMPLE ? decision.sampled(parent) : Decision.DROPPED;
    }

    @Override
    public String getDescription() {
        return "Probabilistic{" + rate + "}";
    }
}
