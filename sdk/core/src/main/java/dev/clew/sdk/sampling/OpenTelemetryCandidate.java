package dev.clew.sdk.sampling;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span as OpenTelemetry's contract describes it to one of our samplers. */
record OpenTelemetryCandidate(
        Context parentContext, String name, SpanKind kind, Attributes attributes, List<LinkData> links)
        implements SpanCandidate {

    /** Whoever asks by hand may leave things out. */
    OpenTelemetryCandidate {
        name = Objects.requireNonNullElse(name, "");
        kind = Objects.requireNonNullElse(kind, SpanKind.INTERNAL);
        attributes = Objects.requireNonNullElse(attributes, Attributes.empty());
        links = Objects.requireNonNullElse(links, List.of());
    }

    @Override
    public @Nullable Object attribute(String key) {
        for (Map.Entry<AttributeKey<?>, Object> entry : attributes.asMap().entrySet()) {
            if (entry.getKey().getKey().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    @Override
    public InstrumentationScopeInfo scope() {
        return InstrumentationScopeInfo.empty();
    }

    @Override
    public SamplingResult ask(Sampler sampler, long traceIdHigh, long traceIdLow) {
        String traceId = TraceId.fromLongs(traceIdHigh, traceIdLow);
        return sampler.shouldSample(parentContext, traceId, name, kind, attributes, links);
    }
}
