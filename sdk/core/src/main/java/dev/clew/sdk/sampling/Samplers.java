package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.Locale;

/**
 * OpenTelemetry's standard samplers, deciding by numbers: same decisions, same descriptions, nothing allocated. And samplers that
 * it does not have: consistent probability, a limit of traces a second, and rules.
 */
public final class Samplers {
    private static final SamplingResult SAMPLED = SamplingResult.create(SamplingDecision.RECORD_AND_SAMPLE);
    private static final SamplingResult DROPPED = SamplingResult.create(SamplingDecision.DROP);
    private static final SpanSampler ALWAYS_ON = new Always(SAMPLED, "AlwaysOnSampler");
    private static final SpanSampler ALWAYS_OFF = new Always(DROPPED, "AlwaysOffSampler");

    private Samplers() {}

    /** Samples every span. */
    public static SpanSampler alwaysOn() {
        return ALWAYS_ON;
    }

    /** Samples none. */
    public static SpanSampler alwaysOff() {
        return ALWAYS_OFF;
    }

    /**
     * Samples a part of all traces, the same ones in every service that uses the same ratio.
     *
     * @param ratio from 0 to 1
     * @throws IllegalArgumentException when it is not
     */
    public static SpanSampler traceIdRatio(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio must be from 0 to 1: ratio=" + ratio);
        }
        return new Ratio(ratio);
    }

    /** Does as the parent did; for a span without a parent, as the given sampler says. */
    public static SpanSampler parentBased(Sampler root) {
        return new ParentBased(SpanSampler.of(root));
    }

    /**
     * Samples a part of all traces and writes {@code ot=th:...} into their tracestate, from which others can tell how many traces
     * one stands for. What is sampled at one ratio is sampled at every higher one, in any language. It decides on children too:
     * {@link #parentThreshold} around it keeps traces whole.
     *
     * @param ratio from 0 to 1; what is less than 2^-57 samples nothing
     * @throws IllegalArgumentException when it is not
     */
    public static SpanSampler consistentProbability(double ratio) {
        return ConsistentProbability.of(ratio);
    }

    /**
     * As {@link #parentBased}, and checks what a remote parent's tracestate says of its threshold: one that contradicts the
     * sampled flag is taken out.
     */
    public static SpanSampler parentThreshold(Sampler root) {
        return new ParentThreshold(SpanSampler.of(root));
    }

    /**
     * Samples so many spans a second at most, and after a pause one second's worth at once. To limit traces, put it into
     * {@link #parentBased}.
     *
     * @param perSecond from 0
     * @throws IllegalArgumentException when it is negative or no number
     */
    public static SpanSampler rateLimit(double perSecond) {
        return rateLimit(RateLimiter.of(perSecond));
    }

    /** Samples what the limiter lets through. */
    public static SpanSampler rateLimit(RateLimiter limiter) {
        return new RateLimit(limiter);
    }

    /** Rules, of which the first that matches a span says which sampler is asked. */
    public static RuleSamplerBuilder rules() {
        return new RuleSamplerBuilder();
    }

    /** The sampler that decides the same by numbers, when the given one is a standard sampler that has such a twin. */
    public static Sampler recognized(Sampler sampler) {
        if (sampler instanceof SpanSampler) {
            return sampler;
        }
        if (sampler.equals(Sampler.alwaysOn())) {
            return ALWAYS_ON;
        }
        if (sampler.equals(Sampler.alwaysOff())) {
            return ALWAYS_OFF;
        }
        if (sampler.equals(Sampler.parentBased(Sampler.alwaysOn()))) {
            return new ParentBased(ALWAYS_ON);
        }
        return sampler.equals(Sampler.parentBased(Sampler.alwaysOff())) ? new ParentBased(ALWAYS_OFF) : sampler;
    }

    private record Always(SamplingResult result, String description) implements SpanSampler {
        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            return result;
        }

        @Override
        public String getDescription() {
            return description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    private record Ratio(double ratio, long bound) implements SpanSampler {
        Ratio(double ratio) {
            this(ratio, ratio == 0 ? Long.MIN_VALUE : ratio == 1 ? Long.MAX_VALUE : (long) (ratio * Long.MAX_VALUE));
        }

        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            // The rule of OpenTelemetry's Java SDK, so that services of both kinds sample the same traces.
            return Math.abs(traceIdLow) < bound ? SAMPLED : DROPPED;
        }

        @Override
        public String getDescription() {
            return String.format(Locale.ROOT, "TraceIdRatioBased{%.6f}", ratio);
        }

        @Override
        public String toString() {
            return getDescription();
        }
    }

    private record ParentBased(SpanSampler root) implements SpanSampler {
        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            return switch (parent) {
                case NONE -> root.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
                case LOCAL_SAMPLED, REMOTE_SAMPLED -> SAMPLED;
                case LOCAL_NOT_SAMPLED, REMOTE_NOT_SAMPLED -> DROPPED;
            };
        }

        @Override
        public String getDescription() {
            return "ParentBased{root:" + root.getDescription()
                    + ",remoteParentSampled:AlwaysOnSampler,remoteParentNotSampled:AlwaysOffSampler"
                    + ",localParentSampled:AlwaysOnSampler,localParentNotSampled:AlwaysOffSampler}";
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

    /** Equal to one that shares its limiter only: two with the same rate let twice as much through. */
    private record RateLimit(RateLimiter limiter) implements SpanSampler {
        @Override
        public SamplingResult sample(
                ParentState parent,
                TraceState parentTraceState,
                long traceIdHigh,
                long traceIdLow,
                SpanCandidate span) {
            return limiter.tryAcquire() ? SAMPLED : DROPPED;
        }

        @Override
        public String getDescription() {
            return "RateLimit{" + limiter.perSecond() + "/s}";
        }

        @Override
        public String toString() {
            return getDescription();
        }
    }
}
