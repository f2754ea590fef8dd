package dev.clew.sdk.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.internal.OtelEncodingUtils;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.Closeable;
import java.util.List;

/**
 * A sampler that is asked with what Clew has at hand: no id string, no attributes and no context is made for it, and what it
 * wants to know of the span it looks up. As an OpenTelemetry {@link Sampler} it decides the same, but sees no scope.
 *
 * <p>Threads: any, at the same time. The SDK survives one that throws or answers null, as with any sampler.
 */
public interface SpanSampler extends Sampler, Closeable {
    /**
     * Decides on a span.
     *
     * @param parentTraceState of the parent; empty when there is none
     * @param traceIdHigh the first 64 bits of the trace id
     * @param traceIdLow the last 64 bits
     * @param span what is known of the span so far; not to be kept
     */
    SamplingResult sample(
            ParentState parent, TraceState parentTraceState, long traceIdHigh, long traceIdLow, SpanCandidate span);

    /** The sampler itself when it is one of this kind or has a twin that is; else one that asks it as OpenTelemetry does. */
    static SpanSampler of(Sampler sampler) {
        Sampler known = Samplers.recognized(sampler);
        return known instanceof SpanSampler ours ? ours : new ForeignSampler(known);
    }

    /** Lets go of what the sampler holds; nothing, unless it says so. OpenTelemetry's samplers can be closed since 1.65. */
    @Override
    default void close() {}

    @Override
    default SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        SpanContext parent = Span.fromContext(parentContext).getSpanContext();
        boolean valid = TraceId.isValid(traceId);
        return sample(
                ParentState.of(parent),
                parent.isValid() ? parent.getTraceState() : TraceState.getDefault(),
                valid ? OtelEncodingUtils.longFromBase16String(traceId, 0) : 0,
                valid ? OtelEncodingUtils.longFromBase16String(traceId, 16) : 0,
                new OpenTelemetryCandidate(parentContext, name, spanKind, attributes, parentLinks));
    }
}
