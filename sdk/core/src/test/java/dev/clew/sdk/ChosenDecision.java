package dev.clew.sdk;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Decides by the span's name: "drop", "record only", and anything else is sampled. */
final class ChosenDecision implements Sampler {
    @Override
    public SamplingResult shouldSample(
            Context parentContext,
            String traceId,
            String name,
            SpanKind spanKind,
            Attributes attributes,
            List<LinkData> parentLinks) {
        return SamplingResult.create(
                switch (name) {
                    case "drop" -> SamplingDecision.DROP;
                    case "record only" -> SamplingDecision.RECORD_ONLY;
                    default -> SamplingDecision.RECORD_AND_SAMPLE;
                });
    }

    @Override
    public String getDescription() {
        return "ChosenDecision";
    }

    /** Spans of each decision under each kind of parent; a sampled one and one that is recorded only do not end. */
    static void makeOneOfEachKind(Tracer tracer) {
        Context remote = Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        "0123456789abcdef0123456789abcdef",
                        "0123456789abcdef",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));
        Span outer = tracer.spanBuilder("outer").setNoParent().startSpan();
        Context local = Context.root().with(outer);
        for (Context parent : List.of(Context.root(), local, remote)) {
            for (String name : List.of("drop", "record only", "sampled")) {
                tracer.spanBuilder(name).setParent(parent).startSpan().end();
            }
        }
        tracer.spanBuilder("record only").setNoParent().startSpan(); // stays live, as does the outer one
    }
}
