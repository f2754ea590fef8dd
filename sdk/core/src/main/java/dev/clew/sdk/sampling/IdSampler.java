package dev.clew.sdk.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * A sampler that decides by the parent's state and the trace id alone. The SDK asks {@link #decide} and makes no id string, no
 * attributes and no result object; as an OpenTelemetry {@link Sampler} it decides the same.
 *
 * <p>Threads: any, at the same time. Allocates: nothing in {@link #decide}.
 */
public interface IdSampler extends Sampler {
    /**
     * Decides on a span.
     *
     * @param traceIdLow the last 64 bits of the trace id
     */
    SamplingDecision decide(ParentState parent, long traceIdLow);

    @Override
    default SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        ParentState parent = ParentState.of(Span.fromContext(parentContext).getSpanContext());
        return SamplingResult.create(decide(parent, OtelEncodingUtils.longFromBase16String(traceId, 16)));
    }
}
