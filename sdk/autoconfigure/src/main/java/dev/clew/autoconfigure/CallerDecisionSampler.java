package dev.clew.autoconfigure;

import dev.clew.propagation.CallerDecision;
import dev.clew.sdk.sampling.ParentState;
import dev.clew.sdk.sampling.SpanCandidate;
import dev.clew.sdk.sampling.SpanSampler;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.Collection;
import java.util.List;

/**
 * For a root, follows what a B3 caller decided who named no span ({@code b3: 0}); asks another sampler where nobody did, and for
 * every span with a parent. Threads: any.
 */
record CallerDecisionSampler(SpanSampler otherwise) implements SpanSampler {
    /** Over the sampler if one of these propagators reads such decisions, else the sampler itself. */
    static Sampler over(Sampler sampler, Collection<String> propagators) {
        return propagators.contains("b3") || propagators.contains("b3multi")
                ? new CallerDecisionSampler(SpanSampler.of(sampler))
                : sampler;
    }

    @Override
    public SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span) {
        if (parent == ParentState.NONE) {
            Decided decided = new Decided();
            SamplingResult result = span.ask(decided, traceIdHigh, traceIdLow);
            if (decided.byCaller) {
                return result;
            }
        }
        return otherwise.sample(parent, parentTraceState, traceIdHigh, traceIdLow, span);
    }

    @Override
    public String getDescription() {
        return otherwise.getDescription();
    }

    @Override
    public void close() {
        otherwise.close();
    }

    @Override
    public String toString() {
        return getDescription();
    }

    /** Looks at the context, which only OpenTelemetry's contract shows. */
    private static final class Decided implements Sampler {
        private boolean byCaller;

        @Override
        public SamplingResult shouldSample(
                Context context,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            CallerDecision decision = CallerDecision.in(context);
            byCaller = decision != null;
            return decision == CallerDecision.DENY ? SamplingResult.drop() : SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "CallerDecision";
        }
    }
}
