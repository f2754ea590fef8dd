package dev.clew.sdk.differential;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.Consumer;

/** The samplers that programs run under: OpenTelemetry's own, and foreign ones. */
enum Decider {
    ALWAYS_ON,
    ALWAYS_OFF,
    RATIO,
    PARENT_OR_ON,
    PARENT_OR_RATIO,
    RECORD_ONLY,
    NOSY,
    PARENT_OR_NOSY;

    /** A new sampler; what a nosy one is asked goes to the consumer, made alike. */
    Sampler sampler(Consumer<Object> seen, Alike alike) {
        return switch (this) {
            case ALWAYS_ON -> Sampler.alwaysOn();
            case ALWAYS_OFF -> Sampler.alwaysOff();
            case RATIO -> Sampler.traceIdRatioBased(0.5);
            case PARENT_OR_ON -> Sampler.parentBased(Sampler.alwaysOn());
            case PARENT_OR_RATIO -> Sampler.parentBased(Sampler.traceIdRatioBased(0.5));
            case RECORD_ONLY -> new Always(SamplingResult.recordOnly());
            case NOSY -> new Nosy(seen, alike);
            case PARENT_OR_NOSY ->
                Sampler.parentBasedBuilder(new Nosy(seen, alike))
                        .setRemoteParentSampled(new Nosy(seen, alike))
                        .setLocalParentNotSampled(new Nosy(seen, alike))
                        .build();
        };
    }

    private record Always(SamplingResult result) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            return result;
        }

        @Override
        public String getDescription() {
            return "always " + result.getDecision();
        }
    }

    /** Decides by what it is asked, and notes that. */
    private record Nosy(Consumer<Object> seen, Alike alike) implements Sampler {
        private static final List<SamplingDecision> DECISIONS = List.of(
                SamplingDecision.RECORD_AND_SAMPLE,
                SamplingDecision.RECORD_AND_SAMPLE,
                SamplingDecision.DROP,
                SamplingDecision.RECORD_ONLY);

        @Override
        public SamplingResult shouldSample(
                Context parentContext,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            seen.accept(List.of(
                    "asked",
                    Span.fromContext(parentContext).getSpanContext(),
                    Baggage.fromContext(parentContext).asMap(),
                    traceId,
                    name,
                    kind,
                    alike.attributes(attributes),
                    links.stream().map(alike::link).toList()));
            int choice = attributes.size() + links.size();
            return new Answer(DECISIONS.get(choice % DECISIONS.size()), choice);
        }

        @Override
        public String getDescription() {
            return "nosy";
        }
    }

    /** A decision with attributes and a tracestate; every third has neither. */
    private record Answer(SamplingDecision decision, int choice) implements SamplingResult {
        @Override
        public SamplingDecision getDecision() {
            return decision;
        }

        @Override
        public Attributes getAttributes() {
            return choice % 3 == 2
                    ? Attributes.empty()
                    : Attributes.builder()
                            .put("sampler", "nosy")
                            .put(Arguments.NAMES.get(0), choice)
                            .build();
        }

        @Override
        public TraceState getUpdatedTraceState(TraceState parentTraceState) {
            return choice % 3 == 2
                    ? parentTraceState
                    : parentTraceState.toBuilder().put("nosy", "" + choice).build();
        }
    }
}
