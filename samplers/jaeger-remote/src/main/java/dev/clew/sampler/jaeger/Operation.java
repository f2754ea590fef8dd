package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.RateLimiter;
import dev.clew.sdk.sampling.Samplers;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One operation: a part of its traces, but at most so many a second, and of the others at least so many a second. Allocates:
 * nothing when asked.
 */
final class Operation implements SpanSampler {
    private final String name;
    private final SpanSampler part;
    private final @Nullable RateLimiter lower;
    private final @Nullable RateLimiter upper;
    private final Decision byPart;
    private final Decision byLowerBound;

    /** The operation under a strategy, with the balances that it had under the one before. */
    Operation(String name, Strategy.PerOperation strategy, @Nullable Operation before, LongSupplier nanoTime) {
        Double own = strategy.rates().get(name);
        double rate = own == null ? strategy.rate() : own;
        this.name = name;
        this.part = Samplers.traceIdRatio(rate);
        this.lower = limiter(strategy.lowerBound(), before == null ? null : before.lower, nanoTime);
        this.upper = limiter(strategy.upperBound(), before == null ? null : before.upper, nanoTime);
        this.byPart = Decision.by("probabilistic", rate);
        this.byLowerBound = Decision.by("lowerbound", rate);
    }

    private static @Nullable RateLimiter limiter(
            double perSecond, @Nullable RateLimiter before, LongSupplier nanoTime) {
        if (perSecond == 0) {
            return null;
        }
        return before == null ? RateLimiter.of(perSecond, nanoTime) : before.withRate(perSecond);
    }

    String name() {
        return name;
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        SamplingResult chosen = part.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
        boolean sampled = chosen.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
        if (sampled && (upper == null || upper.tryAcquire())) {
            if (lower != null) {
                lower.tryAcquire(); // what is sampled anyway counts as guaranteed
            }
            return byPart.sampled(parent);
        }
        return lower != null && lower.tryAcquire() ? byLowerBound.sampled(parent) : Decision.DROPPED;
    }

    @Override
    public String getDescription() {
        return name + ": " + part.getDescription();
    }
}
