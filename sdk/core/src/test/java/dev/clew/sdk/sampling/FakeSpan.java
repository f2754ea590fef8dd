package dev.clew.sdk.sampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span about to start, by its parts. */
record FakeSpan(String name, SpanKind kind, Map<String, Object> attributes, String scopeName) implements SpanCandidate {
    static final FakeSpan PLAIN = new FakeSpan("span", SpanKind.INTERNAL, Map.of(), "");

    static FakeSpan named(String name) {
        return new FakeSpan(name, SpanKind.INTERNAL, Map.of(), "");
    }

    static FakeSpan with(String key, Object value) {
        return new FakeSpan("span", SpanKind.INTERNAL, Map.of(key, value), "");
    }

    FakeSpan of(SpanKind other) {
        return new FakeSpan(name, other, attributes, scopeName);
    }

    FakeSpan in(String scope) {
        return new FakeSpan(name, kind, attributes, scope);
    }

    /** What the sampler says of this span as a root with the given trace id. */
    SamplingDecision decision(SpanSampler sampler, ParentState parent, long traceIdLow) {
        return sampler.sample(parent, TraceState.getDefault(), 1, traceIdLow, this)
                .getDecision();
    }

    boolean isSampled(SpanSampler sampler) {
        return decision(sampler, ParentState.NONE, 1) == SamplingDecision.RECORD_AND_SAMPLE;
    }

    @Override
    public @Nullable Object attribute(String key) {
        return attributes.get(key);
    }

    @Override
    public InstrumentationScopeInfo scope() {
        return InstrumentationScopeInfo.create(scopeName);
    }

    @Override
    public SamplingResult ask(Sampler sampler, long traceIdHigh, long traceIdLow) {
        Attributes known = attributes.isEmpty()
                ? Attributes.empty()
                : Attributes.of(
                        AttributeKey.stringKey("keys"), attributes.keySet().toString());
        return sampler.shouldSample(
                Context.root(), "%016x%016x".formatted(traceIdHigh, traceIdLow), name, kind, known, List.of());
    }
}
