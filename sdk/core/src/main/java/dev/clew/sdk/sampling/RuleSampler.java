package dev.clew.sdk.sampling;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first rule that matches a span says which sampler is asked. Allocates: what that sampler does. */
record RuleSampler(List<Rule> rules, SpanSampler otherwise) implements SpanSampler {
    record Rule(SpanCondition condition, SpanSampler sampler) {
        @Override
        public String toString() {
            return condition + " -> " + sampler.getDescription();
        }
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        SpanSampler chosen = otherwise;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.condition.matches(parent, span)) {
                chosen = rule.sampler;
                break;
            }
        }
        return chosen.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
    }

    @Override
    public String getDescription() {
        return rules.stream()
                .map(Rule::toString)
                .collect(Collectors.joining("; ", "Rules{", "; * -> " + otherwise.getDescription() + "}"));
    }

    /** Closes each, also when another fails; the first failure is thrown in the end. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (SpanSampler sampler : Stream.concat(rules.stream().map(Rule::sampler), Stream.of(otherwise))
                .toList()) {
            try {
                sampler.close();
            } catch (RuntimeException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
