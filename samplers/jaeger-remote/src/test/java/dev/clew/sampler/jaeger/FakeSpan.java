package dev.clew.sampler.jaeger;

import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;

/** A span about to start, of which a sampler here may only want the name. */
record FakeSpan(String name) implements SpanCandidate {
    /** The low half of a trace id that every part but nothing samples, and of one that nothing but everything does. */
    static final long ALWAYS = 0;

    static final long HARDLY_EVER = Long.MAX_VALUE - 10;

    SamplingResult ask(SpanSampler sampler, ParentState parent, long traceIdLow) {
        return sampler.sample(parent, TraceState.getDefault(), 1, traceIdLow, this);
    }

    boolean isSampled(SpanSampler sampler, long traceIdLow) {
        return ask(sampler, ParentState.NONE, traceIdLow).getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
    }

    /** The type and parameter with which the root says who sampled it. */
    String sampledBy(SpanSampler sampler, long traceIdLow) {
        SamplingResult result = ask(sampler, ParentState.NONE, traceIdLow);
        return result.getDecision() + " " + result.getAttributes().get(AttributeKey.stringKey("sampler.type")) + " "
                + result.getAttributes().get(AttributeKey.doubleKey("sampler.param"));
    }

    @Override
    public SpanKind kind() {
        return SpanKind.INTERNAL;
    }

    @Override
    public @Nullable Object attribute(String key) {
        return null;
    }

    @Override
    public InstrumentationScopeInfo scope() {
        return InstrumentationScopeInfo.empty();
    }

    @Override
    public SamplingResult ask(Sampler sampler, long traceIdHigh, long traceIdLow) {
        throw new AssertionError("no sampler of others is asked here");
    }
}
