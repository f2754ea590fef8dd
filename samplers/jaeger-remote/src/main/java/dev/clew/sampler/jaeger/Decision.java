package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/** Answers made once: a root that is sampled says by which sampler, as Jaeger's own clients do. Allocates: nothing in use. */
record Decision(SamplingResult ofRoot) {
    static final SamplingResult DROPPED = SamplingResult.create(SamplingDecision.DROP);
    private static final SamplingResult SAMPLED = SamplingResult.create(SamplingDecision.RECORD_AND_SAMPLE);
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("sampler.type");
    private static final AttributeKey<Double> PARAM = AttributeKey.doubleKey("sampler.param");

    static Decision by(String type, double param) {
        return new Decision(
                SamplingResult.create(SamplingDecision.RECORD_AND_SAMPLE, Attributes.of(TYPE, type, PARAM, param)));
    }

    SamplingResult sampled(ParentState parent) {
        return parent == ParentState.NONE ? ofRoot : SAMPLED;
    }
}
