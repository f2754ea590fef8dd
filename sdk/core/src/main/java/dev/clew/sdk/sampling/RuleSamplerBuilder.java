package dev.clew.sdk.sampling;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects rules in the order in which they are asked. Threads: one. */
public final class RuleSamplerBuilder {
    private final List<RuleSampler.Rule> rules = new ArrayList<>();

    RuleSamplerBuilder() {}

    /** Asks the sampler about spans that meet the condition and no earlier one. */
    public RuleSamplerBuilder add(SpanCondition condition, Sampler sampler) {
        Objects.requireNonNull(condition, "condition");
        rules.add(new RuleSampler.Rule(condition, SpanSampler.of(sampler)));
        return this;
    }

    /** The sampler; the one given here is asked about all spans that no rule matches. */
    public SpanSampler build(Sampler otherwise) {
        return new RuleSampler(List.copyOf(rules), SpanSampler.of(otherwise));
    }
}
