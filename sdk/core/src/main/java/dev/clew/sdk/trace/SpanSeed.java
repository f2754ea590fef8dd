package dev.clew.sdk.trace;

import dev.clew.sdk.sampling.SpanCandidate;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a span is to be, between its builder and its start: what the sampler may look at, and what the span takes over.
 *
 * <p>Allocates: nothing where the sampler is one of ours, once it is compiled: the object does not leave {@link SpanLife#start}.
 */
record SpanSeed(
        ClewTracer tracer,
        Context context,
        String name,
        SpanKind kind,
        @Nullable AttributeList attributes,
        @Nullable SpanDetails details)
        implements SpanCandidate {
    @Override
    public @Nullable Object attribute(String key) {
        return attributes == null ? null : attributes.get(key);
    }

    @Override
    public InstrumentationScopeInfo scope() {
        return tracer.scope();
    }

    @Override
    public SamplingResult ask(Sampler foreign, long traceIdHigh, long traceIdLow) {
        return foreign.shouldSample(
                tracer.life().contextFor(context),
                TraceId.fromLongs(traceIdHigh, traceIdLow),
                name,
                kind,
                attributes == null ? Attributes.empty() : attributes.toAttributes(),
                details == null ? List.of() : details.linkData());
    }
}
