package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.RateLimiter;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/** So many traces a second. */
record Limit(RateLimiter limiter, Decision decision) implements SpanSampler {
    Limit(RateLimiter limiter) {
        this(limiter, Decision.by("ratelimiting", limiter.perSecond()));
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        return limiter.tryAcquire() ? decision.sampled(parent) : Decision.DROPPED;
    }

    @Override
    public String getDescription() {
        return "RateLimiting{" + limiter.perSecond() + "/s}";
    }
}
