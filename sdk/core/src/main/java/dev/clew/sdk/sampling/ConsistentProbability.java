package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * A part of all traces, and in the tracestate of those that are sampled how large a part it is.
 *
 * <p>Allocates: nothing for a span whose parent has no tracestate.
 */
record ConsistentProbability(double ratio, long threshold, String encoded, SamplingResult sampled)
        implements SpanSampler {
    private static final SamplingResult DROPPED = SamplingResult.create(SamplingDecision.DROP);

    static ConsistentProbability of(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio must be from 0 to 1: ratio=" + ratio);
        }
        long threshold = OtelTraceState.threshold(ratio);
        if (threshold == OtelTraceState.LIMIT) {
            return new ConsistentProbability(ratio, threshold, "", DROPPED);
        }
        String encoded = OtelTraceState.encode(threshold);
        TraceState alone = new OtelTraceState(TraceState.getDefault()).with(encoded);
        return new ConsistentProbability(
                ratio, threshold, encoded, new Traced(SamplingDecision.RECORD_AND_SAMPLE, alone));
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        if (parentTraceState.isEmpty()) {
            return (traceIdLow & (OtelTraceState.LIMIT - 1)) >= threshold ? sampled : DROPPED;
        }
        OtelTraceState before = new OtelTraceState(parentTraceState);
        return before.randomness(traceIdLow) >= threshold
                ? new Traced(SamplingDecision.RECORD_AND_SAMPLE, before.with(encoded))
                : new Traced(SamplingDecision.DROP, before.with(null));
    }

    @Override
    public String getDescription() {
        return "ConsistentProbability{" + ratio + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
