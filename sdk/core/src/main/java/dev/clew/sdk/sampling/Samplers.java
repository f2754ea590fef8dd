package dev.clew.sdk.sampling;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.Locale;

/** OpenTelemetry's standard samplers, deciding by numbers: same decisions, same descriptions, nothing allocated. */
public final class Samplers {
    private static final IdSampler ALWAYS_ON = new Always(SamplingDecision.RECORD_AND_SAMPLE, "AlwaysOnSampler");
    private static final IdSampler ALWAYS_OFF = new Always(SamplingDecision.DROP, "AlwaysOffSampler");

    private Samplers() {}

    /** Samples every span. */
    public static IdSampler alwaysOn() {
        return ALWAYS_ON;
    }

    /** Samples none. */
    public static IdSampler alwaysOff() {
        return ALWAYS_OFF;
    }

    /**
     * Samples a part of all traces, the same ones in every service that uses the same ratio.
     *
     * @param ratio from 0 to 1
     * @throws IllegalArgumentException when it is not
     */
    public static IdSampler traceIdRatio(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio must be from 0 to 1: ratio=" + ratio);
        }
        return new Ratio(ratio);
    }

    /** Does as the parent did; for a span without a parent, as the given sampler says. */
    public static Sampler parentBased(Sampler root) {
        Sampler known = recognized(root);
        return known instanceof IdSampler ids ? new ParentBased(ids) : Sampler.parentBased(root);
    }

    /** The sampler that decides the same by numbers, when the given one is a standard sampler that has such a twin. */
    public static Sampler recognized(Sampler sampler) {
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

    private record Always(SamplingDecision decision, String description) implements IdSampler {
        @Override
        public SamplingDecision decide(ParentState parent, long traceIdLow) {
            return decision;
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

    private record Ratio(double ratio, long bound) implements IdSampler {
        Ratio(double ratio) {
            this(ratio, ratio == 0 ? Long.MIN_VALUE : ratio == 1 ? Long.MAX_VALUE : (long) (ratio * Long.MAX_VALUE));
        }

        @Override
        public SamplingDecision decide(ParentState parent, long traceIdLow) {
            // The rule of OpenTelemetry's Java SDK, so that services of both kinds sample the same traces.
            return Math.abs(traceIdLow) < bound ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP;
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

    private record ParentBased(IdSampler root) implements IdSampler {
        @Override
        public SamplingDecision decide(ParentState parent, long traceIdLow) {
            return switch (parent) {
                case NONE -> root.decide(parent, traceIdLow);
                case LOCAL_SAMPLED, REMOTE_SAMPLED -> SamplingDecision.RECORD_AND_SAMPLE;
                case LOCAL_NOT_SAMPLED, REMOTE_NOT_SAMPLED -> SamplingDecision.DROP;
            };
        }

        @Override
        public String getDescription() {
            return "ParentBased{root:" + root.getDescription()
                    + ",remoteParentSampled:AlwaysOnSampler,remoteParentNotSampled:AlwaysOffSampler"
                    + ",localParentSampled:AlwaysOnSampler,localParentNotSampled:AlwaysOffSampler}";
        }

        @Override
        public String toString() {
            return getDescription();
        }
    }
}
