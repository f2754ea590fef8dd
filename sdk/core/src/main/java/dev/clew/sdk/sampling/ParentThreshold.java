package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Does as the parent did, and passes the parent's threshold on where that is true.
 *
 * <p>A threshold that says something else than the sampled flag comes from a service that decided by its own rule and passed on
 * what it did not know. The flag tells what the parent did, so it is followed, and the threshold is taken out. Parents of this
 * process were checked when they started. Allocates: nothing for a local parent, or one without a tracestate.
 */
record ParentThreshold(SpanSampler root) implements SpanSampler {
    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        if (parent == ParentState.NONE) {
            return root.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
        }
        SamplingDecision decision = parent.isSampled() ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP;
        if (parent.isRemote() && !parentTraceState.isEmpty()) {
            OtelTraceState before = new OtelTraceState(parentTraceState);
            boolean isTrue = before.threshold() >= 0 && before.randomness(traceIdLow) >= before.threshold();
            if (before.threshold() >= 0 && !(parent.isSampled() && isTrue)) {
                return new Traced(decision, before.with(null));
            }
        }
        return SamplingResult.create(decision);
    }

    @Override
    public String getDescription() {
        return "ParentThreshold{root:" + root.getDescription() + "}";
    }

    @Override
    public void close() {
        root.close();
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
